package kasane.sharing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** 見られる人: who of an agency's staff may take over what, where records are shut or somebody keeps away from them. */
@Component
public class Admissions {

    private static final String KEPT_FROM = "select sharing.kept_from(:agency, :staff, :households::uuid[]) as kept";

    private static final String ADMITTED = "select sharing.admitted_staff(:agency, :household) as staff";

    private static final String ALONE = "select sharing.alone_admitted(:agency, :staff, :staying::int[]) as alone";

    private static final String LEAVE = "select sharing.leave(:agency, :staff)";

    private final Db db;

    Admissions(Db db) {
        this.db = db;
    }

    /** Of these records of which the viewer sees something, or of all for the job, those from which a colleague is kept. */
    public Set<HouseholdId> keptFrom(
            Viewer viewer, AgencyId agency, StaffId staff, Collection<HouseholdId> households) {
        if (households.isEmpty()) {
            return Set.of();
        }
        Set<HouseholdId> kept = new HashSet<>();
        db.sql(viewer, KEPT_FROM)
                .param("agency", agency)
                .param("staff", staff)
                .param("households", households)
                .one(row -> row.uuids("kept"))
                .forEach(id -> kept.add(new HouseholdId(id)));
        return kept;
    }

    /** Those who are admitted to what the agency has shut of a record. */
    public List<StaffId> admitted(Viewer.Job viewer, AgencyId agency, HouseholdId household) {
        return db
                .sql(viewer, ADMITTED)
                .param("agency", agency)
                .param("household", household)
                .one(row -> row.integers("staff"))
                .stream()
                .map(StaffId::new)
                .toList();
    }

    /** Whether a record that the agency has shut would be seen by nobody of those who stay. */
    public boolean isAlone(Viewer.Job viewer, AgencyId agency, StaffId staff, Collection<StaffId> staying) {
        return db.sql(viewer, ALONE)
                .param("agency", agency)
                .param("staff", staff)
                .param("staying", staying)
                .one(row -> row.bool("alone"));
    }

    /** Ends what opened shut records to somebody who has left the agency. */
    public void leave(Viewer.Job viewer, AgencyId agency, StaffId staff) {
        db.sql(viewer, LEAVE).param("agency", agency).param("staff", staff).call();
    }
}
