package kasane.register.emergency;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Kana;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/**
 * 緊急閲覧: somebody whose life is in danger is known by name and birthday, and their records are with others. Who looks, for
 * whom and why stands first; coordinators and 個人情報保護担当 are told in the same moment, and the latter review it.
 */
@Component
class Emergencies {

    private static final String ADD = """
            insert into register.emergency (id, staff_id, owner_agency, opened_at, until_at, called, folded, birth, danger,
              danger_edition, reason)
            values (:id, :staff, :agency, :now, :until, :called, :folded, :birth, :danger, :edition, :reason)
            """;

    private static final String OPEN = "select register.open_in_emergency(:id) as found";

    private static final String ONE = """
            select e.id, e.staff_id, e.owner_agency, e.opened_at, e.until_at, e.called, e.birth, e.danger, e.danger_edition,
                   e.reason, e.found, s.name as staff, a.name as agency
            from register.emergency e
            join access.pub_staff s on s.id = e.staff_id join access.pub_agency a on a.id = e.owner_agency
            where e.id = :id
            """;

    /** What the viewer sees by it now; nothing for anybody else, and nothing when the time is over. */
    private static final String OPENED = """
            select h.household_id, h.label, a.name as agency
            from sharing.pub_my_grant g
            join register.household h on h.household_id = g.household_id
            join access.pub_agency a on a.id = h.owner_agency
            where g.source = 'emergency' and g.recipient = -(:staff::int) and g.valid_until = :until
            order by a.name, h.label, h.household_id
            """;

    private static final String ADD_REVIEW = """
            insert into register.emergency_review (id, emergency_id, owner_agency, staff_id, verdict, words, at)
            values (:id, :emergency, :agency, :staff, :verdict, :words, :now)
            """;

    private static final String REVIEWS = """
            select r.verdict, r.words, r.at, s.name as staff, a.name as agency from register.emergency_review r
            join access.pub_staff s on s.id = r.staff_id join access.pub_agency a on a.id = r.owner_agency
            where r.emergency_id = :id order by r.at desc, r.id desc
            """;

    /** Everybody with the duty today, but whoever acts. */
    private static final String WITH_DUTY = """
            select distinct on (agency_id) agency_id, staff_id from access.pub_duty
            where duty = :duty and valid_from <= :today and (valid_until is null or valid_until >= :today)
              and staff_id <> :staff
            order by agency_id, staff_id
            """;

    private static final String REVIEW = "register.review-emergency";
    private static final String TOLD = "register.told-emergency";

    private final Db db;
    private final Tasks tasks;
    private final Codes codes;
    private final Clocks clocks;
    private final Numbers numbers;
    private final AuditTrail audit;

    Emergencies(Db db, Tasks tasks, Codes codes, Clocks clocks, Numbers numbers, AuditTrail audit) {
        this.db = db;
        this.tasks = tasks;
        this.codes = codes;
        this.clocks = clocks;
        this.numbers = numbers;
        this.audit = audit;
    }

    /** What somebody writes down before anything is looked for. */
    record Written(String called, PartialDate birth, String danger, String reason) {}

    /** What one of those who review it found. */
    enum Verdict {
        /** 適切. */
        FIT,
        /** 本人に事情を聞く. */
        ASK,
        /** 不適切. */
        UNFIT
    }

    /** One review. */
    record Review(Verdict verdict, String words, Instant at, String staff, String agency) {}

    /** A record that it opened to the viewer. */
    record Opened(HouseholdId household, String title, String agency) {}

    /** One emergency. */
    record Emergency(
            UUID id,
            StaffId by,
            AgencyId agency,
            Instant at,
            Instant until,
            String called,
            PartialDate birth,
            String danger,
            String reason,
            int found,
            String byName,
            String agencyName) {}

    /** What the page shows. */
    record Page(
            Emergency emergency,
            List<Opened> opened,
            List<Review> reviews,
            boolean mine,
            boolean mayReview,
            boolean told) {}

    /** How long it opens, in hours. */
    int hours(Viewer.Staff viewer) {
        return numbers.number("register.emergency-hours", db.today(viewer));
    }

    /** Opens what is kept elsewhere about exactly this person; tells those who must know in the same transaction. */
    Decision<UUID> open(Viewer.Staff viewer, Written written) {
        return db.transact(viewer, () -> {
            String folded = Kana.fold(written.called()).replaceAll("\\s", "");
            if (folded.length() < 2) {
                return Decision.refuse(Reason.of("register.refused.emergency.name"));
            }
            UUID id = Ids.next();
            LocalDate today = db.today(viewer);
            Instant until = db.now(viewer).plus(Duration.ofHours(hours(viewer)));
            db.sql(viewer, ADD)
                    .param("id", id)
                    .param("staff", viewer.staff())
                    .param("agency", viewer.agency())
                    .param("now", db.now(viewer))
                    .param("until", until)
                    .param("called", written.called())
                    .param("folded", folded)
                    .param("birth", written.birth().text())
                    .param("danger", written.danger())
                    .param("edition", codes.edition("danger", today))
                    .param("reason", written.reason())
                    .update();
            db.sql(viewer, OPEN).param("id", id).one(row -> row.integer("found"));
            tell(viewer, id, today);
            List<HouseholdId> found =
                    opened(viewer, until).stream().map(Opened::household).toList();
            audit.written(viewer, "emergency.open", found, Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private void tell(Viewer.Staff viewer, UUID id, LocalDate today) {
        LocalDate due = clocks.due("register.emergency-review", today);
        List<Holder> reviewers = with(viewer, Duty.PRIVACY_OFFICER, today);
        if (reviewers.isEmpty()) {
            reviewers = with(viewer, Duty.MUNICIPAL_DECIDER, today);
        }
        reviewers.forEach(holder -> task(viewer, REVIEW, id, holder, due));
        with(viewer, Duty.COORDINATOR, today).forEach(holder -> task(viewer, TOLD, id, holder, due));
    }

    private record Holder(AgencyId agency, StaffId staff) {}

    private List<Holder> with(Viewer.Staff viewer, Duty duty, LocalDate today) {
        return db.sql(viewer, WITH_DUTY)
                .param("duty", duty.name())
                .param("today", today)
                .param("staff", viewer.staff())
                .list(row -> new Holder(row.agency("agency_id"), row.staff("staff_id")));
    }

    private void task(Viewer.Staff viewer, String kind, UUID id, Holder holder, LocalDate due) {
        tasks.open(
                viewer,
                new Tasks.NewTask(kind, id, viewer.agency(), null, holder.agency(), holder.staff(), due, path(id)));
    }

    static String path(UUID id) {
        return "/emergency-readings/" + id;
    }

    private List<Opened> opened(Viewer.Staff viewer, Instant until) {
        return db.sql(viewer, OPENED)
                .param("staff", viewer.staff())
                .param("until", until)
                .list(row -> new Opened(
                        row.household("household_id"), Households.titleOf(row.text("label")), row.text("agency")));
    }

    /** One emergency, for whoever opened it and those who are told; {@link NotVisible} for everybody else. */
    Page find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Emergency emergency =
                    db.sql(viewer, ONE).param("id", id).optional(this::read).orElseThrow(NotVisible::new);
            boolean mine = emergency.by().equals(viewer.staff());
            List<Opened> opened = mine ? opened(viewer, emergency.until()) : List.of();
            audit.read(
                    viewer,
                    "emergency.page",
                    opened.stream().map(Opened::household).toList(),
                    Detail.NONE.item(id));
            return new Page(
                    emergency,
                    opened,
                    db.sql(viewer, REVIEWS).param("id", id).list(Emergencies::review),
                    mine,
                    mayReview(viewer, emergency),
                    !mine && viewer.has(Duty.COORDINATOR));
        });
    }

    static boolean mayReview(Viewer.Staff viewer, Emergency emergency) {
        return !emergency.by().equals(viewer.staff())
                && (viewer.has(Duty.PRIVACY_OFFICER) || viewer.has(Duty.MUNICIPAL_DECIDER));
    }

    /** 事後の確認; what is to be asked stays open until a later review says how it was. */
    Decision<UUID> review(Viewer.Staff viewer, UUID id, Verdict verdict, String words) {
        return db.transact(viewer, () -> {
            Page page = find(viewer, id);
            if (!page.mayReview()) {
                throw new NotVisible();
            }
            if (verdict != Verdict.FIT && words.isEmpty()) {
                return Decision.refuse(Reason.of("register.refused.emergency.words"));
            }
            db.sql(viewer, ADD_REVIEW)
                    .param("id", Ids.next())
                    .param("emergency", id)
                    .param("agency", viewer.agency())
                    .param("staff", viewer.staff())
                    .param("verdict", verdict)
                    .param("words", words)
                    .param("now", db.now(viewer))
                    .update();
            if (verdict != Verdict.ASK) {
                tasks.doneHere(viewer, REVIEW, id);
            }
            audit.written(viewer, "emergency.review", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** A coordinator has read it. */
    void read(Viewer.Staff viewer, UUID id) {
        db.run(viewer, () -> {
            if (!find(viewer, id).told()) {
                throw new NotVisible();
            }
            tasks.doneHere(viewer, TOLD, id);
            audit.written(viewer, "emergency.told", List.of(), Detail.NONE.item(id));
        });
    }

    private Emergency read(Row row) {
        return new Emergency(
                row.uuid("id"),
                row.staff("staff_id"),
                row.agency("owner_agency"),
                row.instant("opened_at"),
                row.instant("until_at"),
                row.text("called"),
                PartialDate.ofText(row.text("birth")),
                codes.label("danger", row.text("danger"), row.integer("danger_edition")),
                row.text("reason"),
                row.integer("found"),
                row.text("staff"),
                row.text("agency"));
    }

    private static Review review(Row row) {
        return new Review(
                row.constant("verdict", Verdict.class),
                row.text("words"),
                row.instant("at"),
                row.text("staff"),
                row.text("agency"));
    }
}
