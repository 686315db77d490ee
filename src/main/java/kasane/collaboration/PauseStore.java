package kasane.collaboration;

import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import org.springframework.stereotype.Component;

/** The SQL of 休止. */
@Component
class PauseStore {

    private static final String ADD = """
            insert into collaboration.pause (id, case_id, household_id, persons, owner_agency, reason, reason_edition, since,
              check_on, words, days_left, written_at, written_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :reason, :edition, :since, :checkOn, :words, :left,
              :now, :staff)
            """;

    private static final String OF_CASE = """
            select p.id, p.case_id, p.household_id, p.persons, p.owner_agency, a.name as agency, s.name as writer, p.reason,
                   p.reason_edition, p.since, p.check_on, p.words, p.days_left, p.written_at
            from collaboration.pause p
            join access.pub_agency a on a.id = p.owner_agency
            join access.pub_staff s on s.id = p.written_by
            where p.case_id = :case order by p.written_at desc, p.id desc
            """;

    private final Db db;

    PauseStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            HouseholdId household,
            Pauses.Written written,
            int edition,
            int daysLeft) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", written.persons())
                .param("agency", viewer.agency())
                .param("reason", written.reason())
                .param("edition", edition)
                .param("since", written.since())
                .param("checkOn", written.checkOn())
                .param("words", written.words())
                .param("left", daysLeft)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Pauses.Pause> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(PauseStore::read);
    }

    private static Pauses.Pause read(Row row) {
        return new Pauses.Pause(
                row.uuid("id"),
                row.uuid("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.text("writer"),
                row.text("reason"),
                row.integer("reason_edition"),
                row.date("since"),
                row.date("check_on"),
                row.text("words"),
                row.integer("days_left"),
                row.instant("written_at"));
    }
}
