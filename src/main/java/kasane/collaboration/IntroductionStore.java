package kasane.collaboration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import org.springframework.stereotype.Component;

/** The SQL of introductions and their steps; whose it is stands apart, seen by the asker alone. */
@Component
class IntroductionStore {

    private static final String ADD = """
            insert into collaboration.introduction (id, owner_agency, to_agency, reasons, reason_edition, meeting_wish,
              words, asked_by, asked_at)
            values (:id, :agency, :to, :reasons::text[], :reasonEdition, :wish, :words, :staff, :now)
            """;

    private static final String ADD_OF = """
            insert into collaboration.introduction_of (introduction_id, household_id, owner_agency)
            values (:id, :household, :agency)
            """;

    private static final String FIND = """
            select i.id, i.owner_agency, f.name as from_name, f.phone as from_phone, w.name as writer, i.asked_at,
                   i.to_agency, t.name as to_name, t.phone as to_phone, i.reasons, i.reason_edition, i.meeting_wish, i.words,
                   o.household_id
            from collaboration.introduction i
            join access.pub_agency f on f.id = i.owner_agency
            join access.pub_agency t on t.id = i.to_agency
            join access.pub_staff w on w.id = i.asked_by
            left join collaboration.introduction_of o on o.introduction_id = i.id
            where i.id = :id
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.at, e.on_date, e.outcome, e.outcome_edition, e.words, a.name as agency, p.name as staff
            from collaboration.introduction_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            where e.introduction_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into collaboration.introduction_step (id, introduction_id, no, owner_agency, kind, staff_id, at, on_date,
              outcome, outcome_edition, words)
            values (:id, :introduction, :no, :agency, :kind, :staff, :now, :on::date, :outcome, :outcomeEdition, :words)
            on conflict (introduction_id, no) do nothing
            """;

    private static final String SENT = """
            select i.id, coalesce(h.label, '') as label, t.name as other, i.asked_at,
                   array(select e.kind from collaboration.introduction_step e where e.introduction_id = i.id order by e.no)
                     as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = i.id and k.done_at is null) as due
            from collaboration.introduction i
            join access.pub_agency t on t.id = i.to_agency
            left join collaboration.introduction_of o on o.introduction_id = i.id
            left join register.pub_household h on h.household_id = o.household_id
            where i.owner_agency = :agency order by i.asked_at desc, i.id limit :most
            """;

    private static final String RECEIVED = """
            select i.id, '' as label, f.name as other, i.asked_at,
                   array(select e.kind from collaboration.introduction_step e where e.introduction_id = i.id order by e.no)
                     as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = i.id and k.done_at is null) as due
            from collaboration.introduction i
            join access.pub_agency f on f.id = i.owner_agency
            where i.to_agency = :agency order by i.asked_at desc, i.id limit :most
            """;

    private static final String OF_HOUSEHOLD = """
            select i.id from collaboration.introduction_of o join collaboration.introduction i on i.id = o.introduction_id
            where o.household_id = :household order by i.asked_at desc, i.id
            """;

    private final Db db;

    IntroductionStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, Introductions.NewIntroduction asked, int reasonEdition) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("to", asked.to())
                .param("reasons", asked.reasons())
                .param("reasonEdition", reasonEdition)
                .param("wish", asked.meetingWish())
                .param("words", asked.words())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
        db.sql(viewer, ADD_OF)
                .param("id", id)
                .param("household", asked.household())
                .param("agency", viewer.agency())
                .update();
    }

    Optional<Introductions.Introduction> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(IntroductionStore::read);
    }

    List<Introductions.Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Introductions.Taken(
                        row.integer("no"),
                        row.constant("kind", IntroductionFlow.Step.class),
                        row.instant("at"),
                        row.dateOrNull("on_date"),
                        row.text("outcome"),
                        row.integer("outcome_edition"),
                        row.text("words"),
                        row.text("agency"),
                        row.text("staff")));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(Viewer.Staff viewer, UUID introduction, int no, Introductions.NewStep step) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("introduction", introduction)
                        .param("no", no)
                        .param("agency", viewer.agency())
                        .param("kind", step.kind())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("on", step.on())
                        .param("outcome", step.outcome())
                        .param("outcomeEdition", step.outcomeEdition())
                        .param("words", step.words())
                        .update()
                == 1;
    }

    List<Introductions.Line> sent(Viewer.Staff viewer, int most) {
        return db.sql(viewer, SENT)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(IntroductionStore::line);
    }

    List<Introductions.Line> received(Viewer.Staff viewer, int most) {
        return db.sql(viewer, RECEIVED)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(IntroductionStore::line);
    }

    List<UUID> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD).param("household", household).list(row -> row.uuid("id"));
    }

    private static Introductions.Line line(Row row) {
        return new Introductions.Line(
                row.uuid("id"),
                row.text("label"),
                row.text("other"),
                row.instant("asked_at"),
                IntroductionFlow.FLOW.after(row.texts("steps").stream()
                        .map(IntroductionFlow.Step::valueOf)
                        .toList()),
                row.dateOrNull("due"));
    }

    private static Introductions.Introduction read(Row row) {
        UUID household = row.uuidOrNull("household_id");
        return new Introductions.Introduction(
                row.uuid("id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.instant("asked_at"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.text("to_phone"),
                row.texts("reasons"),
                row.integer("reason_edition"),
                row.text("meeting_wish"),
                row.text("words"),
                household == null ? null : new HouseholdId(household));
    }
}
