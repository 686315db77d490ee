package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.sharing.Category;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/** The SQL of 引継書: the file, what each person agreed to, and what became of it. */
@Component
class HandoverStore {

    private static final String ADD = """
            insert into collaboration.handover (id, case_id, household_id, persons, owner_agency, to_name, moves_on, agreed_on,
              agreed_how, made_at, made_by, changed_at, changed_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :to, :moves, :agreed, :how, :now, :staff, :now, :staff)
            """;

    private static final String ADD_PART = """
            insert into collaboration.handover_part (handover_id, person_id, household_id, owner_agency, category, words)
            values (:id, :person, :household, :agency, :category, :words)
            """;

    private static final String FIND = """
            select h.id, h.case_id, h.household_id, h.persons, h.to_name, h.moves_on, h.agreed_on, h.agreed_how, h.made_at,
                   m.name as maker, h.changed_at, c.name as changer, h.given_on, h.given_to, h.given_how,
                   coalesce(g.name, '') as giver, h.withdrawn_at is not null as withdrawn, h.version
            from collaboration.handover h
            join access.pub_staff m on m.id = h.made_by
            join access.pub_staff c on c.id = h.changed_by
            left join access.pub_staff g on g.id = h.given_by
            where h.id = :id
            """;

    private static final String OF_CASE =
            "select id from collaboration.handover where case_id = :case order by made_at desc, id desc";

    private static final String PARTS = """
            select person_id, category, words from collaboration.handover_part where handover_id = :id
            order by person_id, category
            """;

    private static final String TOUCH = """
            update collaboration.handover set changed_at = :now, changed_by = :staff, version = version + 1
            where id = :id and version = :version and given_on is null and withdrawn_at is null
            """;

    private static final String WRITE = """
            update collaboration.handover_part set words = :words
            where handover_id = :id and person_id = :person and category = :category
            """;

    private static final String GIVE = """
            update collaboration.handover set given_on = :on, given_to = :to, given_how = :how, given_by = :staff,
              changed_at = :now, changed_by = :staff, version = version + 1
            where id = :id and given_on is null and withdrawn_at is null
            """;

    private static final String WITHDRAW = """
            update collaboration.handover set withdrawn_at = :now, withdrawn_by = :staff, changed_at = :now,
              changed_by = :staff, version = version + 1
            where id = :id and given_on is null and withdrawn_at is null
            """;

    private final Db db;
    private final Tasks tasks;

    HandoverStore(Db db, Tasks tasks) {
        this.db = db;
        this.tasks = tasks;
    }

    void add(Viewer.Staff viewer, UUID id, HouseholdId household, Handovers.NewHandover file) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", file.caseId())
                .param("household", household)
                .param("persons", file.agreed().keySet())
                .param("agency", viewer.agency())
                .param("to", file.to())
                .param("moves", file.movesOn())
                .param("agreed", file.agreedOn())
                .param("how", file.how())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void addPart(
            Viewer.Staff viewer, UUID id, HouseholdId household, PersonId person, Category category, String words) {
        db.sql(viewer, ADD_PART)
                .param("id", id)
                .param("person", person)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("category", category.bit())
                .param("words", words)
                .update();
    }

    Optional<Handovers.Handover> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(row -> read(row, parts(viewer, id)));
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    private List<Handovers.Part> parts(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, PARTS)
                .param("id", id)
                .list(row -> new Handovers.Part(
                        row.person("person_id"),
                        Category.of(row.integer("category")).iterator().next(),
                        row.text("words")));
    }

    boolean touch(Viewer.Staff viewer, UUID id, int version) {
        return db.sql(viewer, TOUCH)
                        .param("id", id)
                        .param("version", version)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    void write(Viewer.Staff viewer, UUID id, Handovers.Part part) {
        db.sql(viewer, WRITE)
                .param("id", id)
                .param("person", part.person())
                .param("category", part.category().bit())
                .param("words", part.words())
                .update();
    }

    boolean give(Viewer.Staff viewer, UUID id, LocalDate on, String to, Handovers.Way how) {
        return db.sql(viewer, GIVE)
                        .param("id", id)
                        .param("on", on)
                        .param("to", to)
                        .param("how", how)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    boolean withdraw(Viewer.Staff viewer, UUID id) {
        tasks.doneAll(viewer, id);
        return db.sql(viewer, WITHDRAW)
                        .param("id", id)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    /** A case that ends takes what was only prepared with it. */
    void withdrawAll(Viewer.Staff viewer, UUID caseId) {
        ofCase(viewer, caseId).forEach(id -> withdraw(viewer, id));
    }

    private static Handovers.Handover read(Row row, List<Handovers.Part> parts) {
        LocalDate given = row.dateOrNull("given_on");
        return new Handovers.Handover(
                row.uuid("id"),
                row.uuid("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.text("to_name"),
                row.date("moves_on"),
                row.date("agreed_on"),
                row.constant("agreed_how", Handovers.How.class),
                row.instant("made_at"),
                row.text("maker"),
                row.instant("changed_at"),
                row.text("changer"),
                given,
                row.text("given_to"),
                given == null ? null : row.constant("given_how", Handovers.Way.class),
                row.text("giver"),
                given != null
                        ? HandoverFlow.State.GIVEN
                        : row.bool("withdrawn") ? HandoverFlow.State.WITHDRAWN : HandoverFlow.State.PREPARING,
                row.integer("version"),
                parts);
    }
}
