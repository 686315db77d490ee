package kasane.collaboration;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of looks at how things are after the end. */
@Component
class FollowUpStore {

    private static final String ADD = """
            insert into collaboration.follow_up (id, case_id, household_id, persons, owner_agency, done_on, words, next_on,
              written_at, written_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :doneOn, :words, :nextOn::date, :now, :staff)
            """;

    private static final String OF_CASE = """
            select f.id, f.done_on, f.words, f.next_on, a.name as agency, s.name as writer
            from collaboration.follow_up f
            join access.pub_agency a on a.id = f.owner_agency
            join access.pub_staff s on s.id = f.written_by
            where f.case_id = :case order by f.done_on desc, f.written_at desc
            """;

    private final Db db;

    FollowUpStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            FollowUps.Written written) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", persons)
                .param("agency", viewer.agency())
                .param("doneOn", written.doneOn())
                .param("words", written.words())
                .param("nextOn", written.nextOn())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<FollowUps.FollowUp> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE)
                .param("case", caseId)
                .list(row -> new FollowUps.FollowUp(
                        row.uuid("id"),
                        row.date("done_on"),
                        row.text("words"),
                        row.dateOrNull("next_on"),
                        row.text("agency"),
                        row.text("writer")));
    }
}
