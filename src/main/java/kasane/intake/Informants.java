package kasane.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import kasane.sharing.Audience;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 通報者・情報提供者: who told. A hidden one is seen by whoever wrote it down, while acting for the agency that heard it,
 * and by the colleagues they admit; everybody else gets nothing, not even that there is a name.
 */
@Component
public class Informants {

    private static final String ADD = """
            insert into intake.informant (id, about_id, household_id, owner_agency, audience, concealed, name, phone,
              relation, written_at, written_by)
            values (:id, :about, :household, :agency, :audience, :concealed, :name, :phone, :relation, :now, :staff)
            """;

    private static final String OF = """
            select id, household_id, item_id, concealed, name, phone, relation from intake.informant
            where about_id in (:about, :note::uuid) order by written_at desc, id desc limit 1
            """;

    /** Never a hidden one: for paper, which leaves the hands of whoever may know the name. */
    private static final String OPENLY = """
            select id, household_id, item_id, concealed, name, phone, relation from intake.informant
            where about_id in (:about, :note::uuid) and not concealed order by written_at desc, id desc limit 1
            """;

    private static final String ADMIT = "select intake.admit_to_informant(:item, :staff) as admitted";

    private final Db db;
    private final Agencies agencies;
    private final AuditTrail audit;

    Informants(Db db, Agencies agencies, AuditTrail audit) {
        this.db = db;
        this.agencies = agencies;
        this.audit = audit;
    }

    /** Who told, as typed; each part may be empty. */
    public record Named(String name, String phone, String relation) {
        /** Nothing is known. */
        public static final Named NOBODY = new Named("", "", "");

        /** Whether nothing was typed. */
        public boolean isEmpty() {
            return name.isEmpty() && phone.isEmpty() && relation.isEmpty();
        }
    }

    /** Who told, as the viewer may know it. */
    public record Informant(
            UUID id, HouseholdId household, @Nullable UUID item, boolean hidden, Named named) {}

    /** Keeps who told about a consultation or a phone note; nothing when nothing was said. */
    void add(Viewer.Staff viewer, UUID about, HouseholdId household, Named named, boolean hidden) {
        if (named.isEmpty()) {
            return;
        }
        db.sql(viewer, ADD)
                .param("id", Ids.next())
                .param("about", about)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("audience", (hidden ? Audience.ADDRESSEES : Audience.OWN).code())
                .param("concealed", hidden)
                .param("name", named.name())
                .param("phone", named.phone())
                .param("relation", named.relation())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** Who told, there or in the note it came from, if the viewer may know; a hidden name that is shown is logged by itself. */
    Optional<Informant> of(Viewer.Staff viewer, UUID about, @Nullable UUID note) {
        Optional<Informant> found =
                db.sql(viewer, OF).param("about", about).param("note", note).optional(Informants::read);
        found.filter(Informant::hidden)
                .ifPresent(informant -> audit.read(
                        viewer,
                        "informant.hidden-name",
                        List.of(informant.household()),
                        Detail.NONE.item(informant.id())));
        return found;
    }

    /** Who told, there or in the note it came from, where nobody has to be protected. */
    Optional<Informant> openly(Viewer.Staff viewer, UUID about, @Nullable UUID note) {
        return db.sql(viewer, OPENLY).param("about", about).param("note", note).optional(Informants::read);
    }

    private static Informant read(Row row) {
        return new Informant(
                row.uuid("id"),
                row.household("household_id"),
                row.uuidOrNull("item_id"),
                row.bool("concealed"),
                new Named(row.text("name"), row.text("phone"), row.text("relation")));
    }

    /** Lets a colleague of the own agency know a hidden name; only somebody who knows it can. */
    public void admit(Viewer.Staff viewer, UUID about, @Nullable UUID note, StaffId colleague) {
        db.run(viewer, () -> {
            Informant informant =
                    of(viewer, about, note).filter(Informant::hidden).orElseThrow(NotVisible::new);
            if (agencies.colleagues(viewer, viewer.agency()).stream()
                    .noneMatch(one -> one.id().equals(colleague))) {
                throw new NotVisible();
            }
            db.sql(viewer, ADMIT)
                    .param("item", informant.item())
                    .param("staff", colleague)
                    .one(row -> row.bool("admitted"));
            audit.written(viewer, "informant.admit", List.of(informant.household()), Detail.NONE.item(informant.id()));
        });
    }
}
