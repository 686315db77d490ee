package kasane.sharing;

import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/** Households and persons as the kernel knows them: whose record it is, and nothing about anybody. */
@Component
public class Subjects {

    private static final String HOUSEHOLD = """
            insert into sharing.subject (household_id, owner_agency, created_at, created_by)
            values (:household, :agency, :now, :staff)
            """;

    private static final String PERSON = """
            insert into sharing.subject_person (person_id, household_id, owner_agency)
            values (:person, :household, :agency)
            """;

    private static final String KEEPER = "select owner_agency from sharing.subject where household_id = :household";

    private final Db db;

    Subjects(Db db) {
        this.db = db;
    }

    /** A new household record of the viewer's agency, open to that agency from now on. */
    public HouseholdId household(Viewer.Staff viewer) {
        HouseholdId household = HouseholdId.next();
        db.sql(viewer, HOUSEHOLD)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        return household;
    }

    /** A new person in a household record of the viewer's own agency. */
    public PersonId person(Viewer.Staff viewer, HouseholdId household) {
        PersonId person = PersonId.next();
        db.sql(viewer, PERSON)
                .param("person", person)
                .param("household", household)
                .param("agency", viewer.agency())
                .update();
        return person;
    }

    /** The agency that keeps the household's record, or {@link NotVisible}. */
    public AgencyId keeper(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, KEEPER)
                .param("household", household)
                .optional(row -> row.agency("owner_agency"))
                .orElseThrow(NotVisible::new);
    }
}
