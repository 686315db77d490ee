package kasane.intake.advice;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.intake.advice.Advice.Advised;
import kasane.intake.advice.Advice.Company;
import kasane.intake.advice.Advice.Line;
import kasane.intake.advice.Advice.NewAdvice;
import kasane.intake.advice.Advice.Taken;
import kasane.shared.Ids;
import org.springframework.stereotype.Component;

/** The SQL of 支援者からの相談 and of 同行支援. */
@Component
class AdviceStore {

    private static final String ADD = """
            insert into intake.advice (id, owner_agency, to_agency, field, field_edition, shape, shape_edition, worry, tried,
              wanted, wanted_edition, wished_on, asked_at, asked_by)
            values (:id, :agency, :to, :field, :fieldEdition, :shape, :shapeEdition, :worry, :tried, :wanted, :wantedEdition,
              :wished::date, :now, :staff)
            """;

    private static final String FIND = """
            select a.id, a.owner_agency, a.to_agency, a.field, a.field_edition, a.shape, a.shape_edition, a.worry, a.tried,
                   a.wanted, a.wanted_edition, a.wished_on, a.asked_at, f.name as from_name, f.phone as from_phone,
                   t.name as to_name, t.phone as to_phone, p.name as staff
            from intake.advice a
            join access.pub_agency f on f.id = a.owner_agency
            join access.pub_agency t on t.id = a.to_agency
            join access.pub_staff p on p.id = a.asked_by
            where a.id = :id
            """;

    private static final String LIST = """
            select a.id, a.owner_agency, a.field, a.field_edition, a.worry, a.asked_at, f.name as from_name, t.name as to_name,
                   array(select e.kind from intake.advice_step e where e.advice_id = a.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = a.id and k.done_at is null) as due
            from intake.advice a
            join access.pub_agency f on f.id = a.owner_agency
            join access.pub_agency t on t.id = a.to_agency
            where a.owner_agency = :agency or a.to_agency = :agency
            order by a.asked_at desc, a.id limit :most
            """;

    private static final String STEPS = """
            select e.kind, e.words, e.on_day, e.whom, e.place, e.outcome, e.outcome_edition, e.at, a.name as agency,
                   p.name as staff
            from intake.advice_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            where e.advice_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into intake.advice_step (advice_id, no, owner_agency, kind, words, on_day, whom, place, outcome,
              outcome_edition, at, staff_id)
            values (:id, :no, :agency, :kind, :words, :on::date, :whom, :place, :outcome, :edition, :now, :staff)
            on conflict (advice_id, no) do nothing
            """;

    private static final String ADD_COMPANY = """
            insert into intake.company (id, owner_agency, on_day, minutes, whom, place, words, noted_at, noted_by)
            values (:id, :agency, :on, :minutes, :whom, :place, :words, :now, :staff)
            """;

    private static final String COMPANY = """
            select c.on_day, c.minutes, c.whom, c.place, c.words, p.name as staff
            from intake.company c join access.pub_staff p on p.id = c.noted_by
            where c.owner_agency = :agency order by c.on_day desc, c.id limit :most
            """;

    /** What the own agency was asked, advised and went along with, month by month and agency by agency. */
    private static final String COUNTS = """
            select x.month, x.name, sum(x.asked)::int as asked, sum(x.advised)::int as advised, sum(x.along)::int as along
            from (
              select date_trunc('month', a.asked_at at time zone 'Asia/Tokyo')::date as month, f.name, 1 as asked, 0 as advised,
                     0 as along
              from intake.advice a join access.pub_agency f on f.id = a.owner_agency
              where a.to_agency = :agency and a.asked_at >= :from::date
              union all
              select date_trunc('month', e.at at time zone 'Asia/Tokyo')::date, f.name, 0,
                     case when e.kind = 'ADVISE' then 1 else 0 end, case when e.kind = 'ACCOMPANY' then 1 else 0 end
              from intake.advice_step e
              join intake.advice a on a.id = e.advice_id
              join access.pub_agency f on f.id = a.owner_agency
              where a.to_agency = :agency and e.kind in ('ADVISE', 'ACCOMPANY') and e.at >= :from::date
              union all
              select date_trunc('month', c.on_day)::date, '', 0, 0, 1
              from intake.company c where c.owner_agency = :agency and c.on_day >= :from::date
            ) x group by x.month, x.name order by x.month desc, x.name
            """;

    private final Db db;

    AdviceStore(Db db) {
        this.db = db;
    }

    /** The editions in which the codes of a new one were chosen. */
    record Editions(int field, int shape, int wanted) {}

    void add(Viewer.Staff viewer, UUID id, NewAdvice advice, Editions editions) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("to", advice.to())
                .param("field", advice.field())
                .param("fieldEdition", editions.field())
                .param("shape", advice.shape())
                .param("shapeEdition", editions.shape())
                .param("worry", advice.worry())
                .param("tried", advice.tried())
                .param("wanted", advice.wanted())
                .param("wantedEdition", editions.wanted())
                .param("wished", advice.wishedOn())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Advised> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND)
                .param("id", id)
                .optional(row -> new Advised(
                        row.uuid("id"),
                        row.agency("owner_agency"),
                        row.text("from_name"),
                        row.text("from_phone"),
                        row.text("staff"),
                        row.agency("to_agency"),
                        row.text("to_name"),
                        row.text("to_phone"),
                        row.text("field"),
                        row.integer("field_edition"),
                        row.text("shape"),
                        row.integer("shape_edition"),
                        row.text("worry"),
                        row.text("tried"),
                        row.text("wanted"),
                        row.integer("wanted_edition"),
                        row.dateOrNull("wished_on"),
                        row.instant("asked_at")));
    }

    List<Line> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(row -> new Line(
                        row.uuid("id"),
                        row.agency("owner_agency"),
                        row.text("from_name"),
                        row.text("to_name"),
                        row.text("field"),
                        row.integer("field_edition"),
                        row.text("worry"),
                        row.instant("asked_at"),
                        AdviceFlow.FLOW.after(row.texts("steps").stream()
                                .map(AdviceFlow.Step::valueOf)
                                .toList()),
                        row.dateOrNull("due")));
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.constant("kind", AdviceFlow.Step.class),
                        row.text("words"),
                        row.dateOrNull("on_day"),
                        row.text("whom"),
                        row.text("place"),
                        row.text("outcome"),
                        row.integer("outcome_edition"),
                        row.instant("at"),
                        row.text("agency"),
                        row.text("staff")));
    }

    /** False when somebody else took a step in the same moment. */
    boolean addStep(Viewer.Staff viewer, UUID id, int no, Advice.Answer answer, int outcomeEdition) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", id)
                        .param("no", no)
                        .param("agency", viewer.agency())
                        .param("kind", answer.step().name())
                        .param("words", answer.words())
                        .param("on", answer.on())
                        .param("whom", answer.whom())
                        .param("place", answer.place())
                        .param("outcome", answer.outcome())
                        .param("edition", outcomeEdition)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    void addCompany(Viewer.Staff viewer, Company company) {
        db.sql(viewer, ADD_COMPANY)
                .param("id", Ids.next())
                .param("agency", viewer.agency())
                .param("on", company.on())
                .param("minutes", company.minutes())
                .param("whom", company.whom())
                .param("place", company.place())
                .param("words", company.words())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Company> company(Viewer.Staff viewer, int most) {
        return db.sql(viewer, COMPANY)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(row -> new Company(
                        row.date("on_day"),
                        row.integer("minutes"),
                        row.text("whom"),
                        row.text("place"),
                        row.text("words"),
                        row.text("staff")));
    }

    List<Advice.Count> counts(Viewer.Staff viewer, LocalDate from) {
        return db.sql(viewer, COUNTS)
                .param("agency", viewer.agency())
                .param("from", from)
                .list(row -> new Advice.Count(
                        row.date("month"),
                        row.text("name"),
                        row.integer("asked"),
                        row.integer("advised"),
                        row.integer("along")));
    }
}
