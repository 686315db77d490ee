package kasane.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/**
 * 閲覧点検: what stands out in the log of a day, found by the job after the day is over, and what a 個人情報保護担当 did about it. A
 * finding says who, when, how many and why it is listed; whose records it was, it never says.
 */
@Component
public class Inspections {

    private static final Viewer.Job JOB = new Viewer.Job(Purpose.INSPECT_LOG);

    /** A server that stood still for long does not spend its first morning on looking back further. */
    private static final int MOST_DAYS = 31;

    private static final String ANSWER = "privacy.answer";

    private final InspectionStore store;
    private final Numbers numbers;
    private final Clocks clocks;
    private final Tasks tasks;
    private final Db db;
    private final AuditTrail audit;
    private final ZoneId zone;

    Inspections(
            InspectionStore store, Numbers numbers, Clocks clocks, Tasks tasks, Db db, AuditTrail audit, Clock clock) {
        this.store = store;
        this.numbers = numbers;
        this.clocks = clocks;
        this.tasks = tasks;
        this.db = db;
        this.audit = audit;
        this.zone = clock.getZone();
    }

    /** Why something is listed. */
    public enum Kind {
        /** 同じ姓: the person looked at bears the family name of whoever looked. */
        SAME_FAMILY,
        /** 執務時間の外, and any time of a day off. */
        OUT_OF_HOURS,
        /** More persons within one hour than the town's limit. */
        MANY_IN_HOUR,
        /** More persons within one day than the town's limit. */
        MANY_IN_DAY;

        /** In a few words. */
        public String words() {
            return Texts.text("privacy.finding." + name().toLowerCase(Locale.ROOT));
        }
    }

    /** What was done about a finding. */
    public enum StepKind {
        /** 確認済み, with a note. */
        CHECKED,
        /** A question to the agency's manager. */
        ASKED,
        /** The manager's answer. */
        ANSWERED
    }

    /** What stands out; {@code number} counts persons. */
    public record Finding(
            UUID id,
            Kind kind,
            StaffId staffId,
            String staff,
            String title,
            AgencyId agencyId,
            String agency,
            LocalDate day,
            Instant first,
            Instant last,
            int number,
            String limit,
            boolean checked,
            boolean asked,
            boolean answered) {

        /** Why it is listed, as a sentence. */
        public String why() {
            return Texts.text("privacy.finding-why." + kind.name().toLowerCase(Locale.ROOT), limit);
        }
    }

    /** What was done, by whom and when. */
    public record Step(StepKind kind, String note, String staff, String agency, Instant at) {}

    /** Open ones and all of one kind. */
    public record Count(int open, int all) {}

    /** Inspects every day that has passed since the last inspected one. */
    void upToYesterday() {
        LocalDate today = db.transact(JOB, () -> db.today(JOB));
        LocalDate first = db.transact(JOB, () -> store.lastDay(JOB))
                .map(day -> day.plusDays(1))
                .orElse(today.minusDays(1));
        if (first.isBefore(today.minusDays(MOST_DAYS))) {
            first = today.minusDays(MOST_DAYS);
        }
        for (LocalDate day = first; day.isBefore(today); day = day.plusDays(1)) {
            inspect(day);
        }
    }

    /** Inspects one day, once. */
    void inspect(LocalDate day) {
        db.run(JOB, () -> {
            if (!store.inspected(JOB, day)) {
                return;
            }
            Instant from = day.atStartOfDay(zone).toInstant();
            Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();
            boolean open = clocks.isOpen(day);
            int opens = numbers.number("inspection.opens", day);
            int closes = numbers.number("inspection.closes", day);
            int inHour = numbers.number("inspection.hour", day);
            int inDay = numbers.number("inspection.day", day);
            String hours = open ? opens + "時から" + closes + "時まで" : Texts.text("privacy.closed-day");
            for (InspectionStore.Opening one :
                    store.openings(JOB, from, until, LogWords.LISTS, open, opens * 60, closes * 60)) {
                if (one.outside() > 0 && one.outsideFirst() != null && one.outsideLast() != null) {
                    store.add(
                            JOB,
                            Kind.OUT_OF_HOURS,
                            one.staff(),
                            one.agency(),
                            day,
                            one.outsideFirst(),
                            one.outsideLast(),
                            one.outside(),
                            hours);
                }
                if (one.inHour() > inHour) {
                    add(Kind.MANY_IN_HOUR, one, day, one.inHour(), inHour);
                }
                if (one.inDay() > inDay) {
                    add(Kind.MANY_IN_DAY, one, day, one.inDay(), inDay);
                }
            }
            families(day, from, until);
        });
    }

    private void add(Kind kind, InspectionStore.Opening one, LocalDate day, int number, int limit) {
        store.add(JOB, kind, one.staff(), one.agency(), day, one.first(), one.last(), number, Integer.toString(limit));
    }

    private record Hat(StaffId staff, AgencyId agency) {}

    private void families(LocalDate day, Instant from, Instant until) {
        Map<Hat, List<InspectionStore.Family>> same = new LinkedHashMap<>();
        for (InspectionStore.Family one : store.families(JOB, from, until, LogWords.LISTS)) {
            if (SameFamily.is(one.staffName(), one.family())) {
                same.computeIfAbsent(new Hat(one.staff(), one.agency()), hat -> new ArrayList<>())
                        .add(one);
            }
        }
        same.forEach((hat, all) -> store.add(
                JOB,
                Kind.SAME_FAMILY,
                hat.staff(),
                hat.agency(),
                day,
                all.stream()
                        .map(InspectionStore.Family::first)
                        .min(Instant::compareTo)
                        .orElse(from),
                all.stream()
                        .map(InspectionStore.Family::last)
                        .max(Instant::compareTo)
                        .orElse(from),
                all.stream().mapToInt(InspectionStore.Family::persons).sum(),
                ""));
    }

    /** What is listed, open ones first; {@code kind} is empty for every kind. */
    public List<Finding> list(Viewer.Staff viewer, String kind, boolean all, int most) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            audit.read(viewer, "privacy.finding", List.of());
            return store.list(viewer, kind, all, most);
        });
    }

    /** How many there are of each kind. */
    public Map<Kind, Count> counts(Viewer.Staff viewer) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> store.counts(viewer));
    }

    /** Up to which day the log was inspected; null before the first. */
    public java.util.Optional<LocalDate> lastDay(Viewer.Staff viewer) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> store.lastDay(viewer));
    }

    /** One finding, for the officer, or for the manager who was asked about it. */
    public Finding find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Finding finding = store.find(viewer, id).orElseThrow(NotVisible::new);
            // Nobody answers for themselves.
            if (!viewer.has(Duty.PRIVACY_OFFICER) && finding.staffId().equals(viewer.staff())) {
                throw new NotVisible();
            }
            audit.read(viewer, "privacy.finding", List.of(), Detail.NONE.item(id));
            return finding;
        });
    }

    /** What was done about it, as far as the viewer may know: of the officer's own notes a manager sees none. */
    public List<Step> steps(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.steps(viewer, id));
    }

    /** 確認済み, with a note; nothing is taken back. */
    public Decision<UUID> check(Viewer.Staff viewer, UUID id, String note) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            Finding finding = find(viewer, id);
            if (finding.staffId().equals(viewer.staff())) {
                return Decision.refuse(Reason.of("privacy.refused.own"));
            }
            if (finding.checked()) {
                return Decision.refuse(Reason.of("privacy.refused.checked"));
            }
            return written(viewer, finding, StepKind.CHECKED, note);
        });
    }

    /** Asks the agency's manager; late, the question is shown to nobody but those two. */
    public Decision<UUID> ask(Viewer.Staff viewer, UUID id, String question) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            Finding finding = find(viewer, id);
            if (finding.staffId().equals(viewer.staff())) {
                return Decision.refuse(Reason.of("privacy.refused.own"));
            }
            if (finding.asked()) {
                return Decision.refuse(Reason.of("privacy.refused.asked"));
            }
            var manager = store.manager(viewer, finding.agencyId(), finding.staffId());
            if (manager.isEmpty()) {
                return Decision.refuse(Reason.of("privacy.refused.no-manager"));
            }
            tasks.openWithin(
                    viewer,
                    new Tasks.NewTask(
                            ANSWER,
                            id,
                            viewer.agency(),
                            null,
                            finding.agencyId(),
                            manager.get(),
                            clocks.due("inspection.answer", db.today(viewer)),
                            "/inspections/" + id));
            return written(viewer, finding, StepKind.ASKED, question);
        });
    }

    /** The manager answers. */
    public Decision<UUID> answer(Viewer.Staff viewer, UUID id, String answer) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            Finding finding = find(viewer, id);
            if (!finding.agencyId().equals(viewer.agency())
                    || finding.staffId().equals(viewer.staff())
                    || !finding.asked()) {
                throw new NotVisible();
            }
            if (finding.answered()) {
                return Decision.refuse(Reason.of("privacy.refused.answered"));
            }
            tasks.done(viewer, ANSWER, id);
            return written(viewer, finding, StepKind.ANSWERED, answer);
        });
    }

    private Decision<UUID> written(Viewer.Staff viewer, Finding finding, StepKind kind, String note) {
        store.step(viewer, finding, kind, note);
        audit.written(
                viewer,
                "privacy.finding-step",
                List.of(),
                Detail.fields(kind.name()).item(finding.id()));
        return Decision.allow(finding.id());
    }
}
