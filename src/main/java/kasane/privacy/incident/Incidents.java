package kasane.privacy.incident;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.SentSheets;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 漏えい等の事案: told by whoever notices, with the sheet taken back in the same moment where that is possible; judged, reported by
 * the clocks of the law and ended by 個人情報保護担当.
 */
@Component
class Incidents {

    static final String KINDS = "incident-kind";
    static final String RECALLS = "incident-recall";
    static final String DUTIES = "incident-duty";
    static final String NOTICES = "incident-notice";

    private static final String RECALL_TASK = "privacy.incident-recall";
    private static final String RECALL = "RECALL";
    private static final String NOTICE = "NOTICE";

    private final IncidentStore store;
    private final SentSheets sheets;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final Db db;
    private final AuditTrail audit;

    Incidents(
            IncidentStore store,
            SentSheets sheets,
            Agencies agencies,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            Db db,
            AuditTrail audit) {
        this.store = store;
        this.sheets = sheets;
        this.agencies = agencies;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.db = db;
        this.audit = audit;
    }

    /**
     * An incident as somebody sees it who may.
     *
     * @param officer whether the viewer judges and reports
     * @param mine    whether it was told in the viewer's agency
     * @param due     the last day of the next action; null when it has ended
     */
    record Opened(
            IncidentStore.Incident incident,
            List<IncidentStore.Taken> steps,
            IncidentFlow.State state,
            boolean officer,
            boolean mine,
            @Nullable LocalDate due,
            List<IncidentStore.Opening> openings) {

        /** What the viewer may do next with the incident itself. */
        Set<IncidentFlow.Step> open() {
            return officer ? IncidentFlow.FLOW.open(state, IncidentFlow.Side.OFFICER) : Set.of();
        }

        boolean hasEnded() {
            return IncidentFlow.FLOW.hasEnded(state);
        }

        /** The results of bringing it back, as codes. */
        List<String> recalls() {
            return codes(RECALL);
        }

        boolean isRecalled() {
            return recalls().stream().anyMatch(ClosingRule::settles);
        }

        boolean isNotified() {
            return !codes(NOTICE).isEmpty();
        }

        private List<String> codes(String kind) {
            return steps.stream()
                    .filter(step -> step.kind().equals(kind))
                    .map(IncidentStore.Taken::code)
                    .toList();
        }
    }

    /** One line of the list. */
    record Line(
            IncidentStore.Incident incident,
            IncidentFlow.State state,
            @Nullable LocalDate due) {}

    /** The sheet that went wrong, for its sender. */
    SentSheets.Sent sheet(Viewer.Staff viewer, UUID id) {
        return sheets.find(viewer, id).orElseThrow(NotVisible::new);
    }

    /** Keeps what is told, takes the sheet back if it can be, and tells those who judge, in one transaction. */
    UUID tell(Viewer.Staff viewer, IncidentStore.Told told, boolean takeBack) {
        return db.transact(viewer, () -> {
            UUID id = store.add(viewer, told);
            UUID item = told.item();
            boolean back = takeBack && item != null && sheets.recall(viewer, item);
            if (back) {
                addStep(viewer, id, 1, RECALL, "ENDED", RECALLS, db.today(viewer), "");
            } else {
                task(viewer, id, RECALL_TASK, viewer.agency(), viewer.staff(), due("privacy.incident-recall", viewer));
            }
            follow(viewer, id, IncidentFlow.FLOW.start(), told.knownOn(), false);
            audit.written(viewer, "incident.tell", List.of(), Detail.NONE.item(id));
            return id;
        });
    }

    /** The work of the state: with the agencies of 個人情報保護担当, or of the 所管課 where nobody has that duty. */
    private void follow(Viewer.Staff viewer, UUID id, IncidentFlow.State state, LocalDate knownOn, boolean malice) {
        IncidentFlow.FLOW.next(state).ifPresent(next -> {
            LocalDate due = byLaw(state) ? clocks.due(clock(next, malice), knownOn) : due(next.clock(), viewer);
            officers(viewer).forEach(agency -> task(viewer, id, next.task(), agency, null, due));
        });
    }

    /** The clocks of the law run from the day on which it became known. */
    private static boolean byLaw(IncidentFlow.State state) {
        return state == IncidentFlow.State.PROMPT_DUE || state == IncidentFlow.State.FULL_DUE;
    }

    private static String clock(Flow.Next<IncidentFlow.Side> next, boolean malice) {
        return malice && next.clock().equals("privacy.incident-full") ? "privacy.incident-full-malice" : next.clock();
    }

    private Set<AgencyId> officers(Viewer.Staff viewer) {
        List<AgencyId> officers = agencies.with(viewer, Duty.PRIVACY_OFFICER);
        return new LinkedHashSet<>(officers.isEmpty() ? agencies.with(viewer, Duty.MUNICIPAL_DECIDER) : officers);
    }

    private LocalDate due(String clock, Viewer.Staff viewer) {
        return clocks.due(clock, db.today(viewer));
    }

    private void task(
            Viewer.Staff viewer, UUID id, String kind, AgencyId agency, @Nullable StaffId staff, LocalDate due) {
        tasks.open(viewer, new Tasks.NewTask(kind, id, viewer.agency(), null, agency, staff, due, path(id)));
    }

    static String path(UUID id) {
        return "/incidents/" + id;
    }

    /** Opens an incident; {@link NotVisible} for whoever neither told nor judges it. */
    Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            audit.read(viewer, "incident.page", List.of(), Detail.NONE.item(id));
            return opened;
        });
    }

    /** Opens the report for printing. */
    Opened print(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            if (!opened.officer()) {
                throw new NotVisible();
            }
            audit.printed(viewer, "incident.report", List.of(), Detail.NONE.item(id));
            return opened;
        });
    }

    private Opened open(Viewer.Staff viewer, UUID id) {
        IncidentStore.Incident incident = store.find(viewer, id).orElseThrow(NotVisible::new);
        List<IncidentStore.Taken> steps = store.steps(viewer, List.of(id));
        IncidentFlow.State state = state(steps);
        boolean officer = judges(viewer);
        return new Opened(
                incident,
                steps,
                state,
                officer,
                incident.agency().equals(viewer.agency()),
                due(incident, steps, state),
                incident.item() == null ? List.of() : store.opened(viewer, id));
    }

    private static boolean judges(Viewer.Staff viewer) {
        return viewer.has(Duty.PRIVACY_OFFICER) || viewer.has(Duty.MUNICIPAL_DECIDER);
    }

    private static IncidentFlow.State state(List<IncidentStore.Taken> steps) {
        return IncidentFlow.FLOW.after(steps.stream()
                .filter(step -> !step.kind().equals(RECALL) && !step.kind().equals(NOTICE))
                .map(step -> IncidentFlow.Step.valueOf(step.kind()))
                .toList());
    }

    private @Nullable LocalDate due(
            IncidentStore.Incident incident, List<IncidentStore.Taken> steps, IncidentFlow.State state) {
        return IncidentFlow.FLOW
                .next(state)
                .map(next -> clocks.due(
                        clock(next, isMalice(steps)), byLaw(state) ? incident.knownOn() : since(incident, steps)))
                .orElse(null);
    }

    private static LocalDate since(IncidentStore.Incident incident, List<IncidentStore.Taken> steps) {
        return steps.isEmpty() ? incident.knownOn() : steps.getLast().on();
    }

    private static boolean isMalice(List<IncidentStore.Taken> steps) {
        return steps.stream()
                .anyMatch(step -> step.kind().equals(IncidentFlow.Step.REPORT.name())
                        && step.code().equals("MALICE"));
    }

    /** What the viewer may see, the latest first: all of them for whoever judges, else those told in the own agency. */
    List<Line> list(Viewer.Staff viewer, int most) {
        return db.transact(viewer, () -> {
            List<IncidentStore.Incident> all = store.latest(viewer, most);
            Map<UUID, List<IncidentStore.Taken>> steps =
                    store
                            .steps(
                                    viewer,
                                    all.stream().map(IncidentStore.Incident::id).toList())
                            .stream()
                            .collect(Collectors.groupingBy(IncidentStore.Taken::incident));
            audit.read(viewer, "incident.list", List.of());
            return all.stream()
                    .map(incident -> {
                        List<IncidentStore.Taken> own = steps.getOrDefault(incident.id(), List.of());
                        IncidentFlow.State state = state(own);
                        return new Line(incident, state, due(incident, own, state));
                    })
                    .toList();
        });
    }

    /** 回収の結果: what became of what went out. */
    Decision<UUID> recall(Viewer.Staff viewer, UUID id, String code, LocalDate on, String words) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            if (opened.hasEnded()) {
                return Decision.refuse(Reason.of("privacy.refused.incident.ended"));
            }
            addStep(viewer, opened, RECALL, code, RECALLS, on, words);
            if (ClosingRule.settles(code)) {
                tasks.done(viewer, RECALL_TASK, id);
            }
            return Decision.allow(id);
        });
    }

    /** 本人への通知, or why there is none. */
    Decision<UUID> notice(Viewer.Staff viewer, UUID id, String code, LocalDate on, String words) {
        return db.transact(viewer, () -> {
            Opened opened = forOfficer(viewer, id);
            if (opened.hasEnded()) {
                return Decision.refuse(Reason.of("privacy.refused.incident.ended"));
            }
            addStep(viewer, opened, NOTICE, code, NOTICES, on, words);
            return Decision.allow(id);
        });
    }

    /** A step of the flow; {@code code} says why it has to be reported. */
    Decision<UUID> step(Viewer.Staff viewer, UUID id, IncidentFlow.Step step, String code, LocalDate on, String words) {
        return db.transact(viewer, () -> {
            Opened opened = forOfficer(viewer, id);
            Decision<IncidentFlow.State> taken =
                    IncidentFlow.FLOW.take(opened.state(), step, IncidentFlow.Side.OFFICER);
            if (taken instanceof Decision.Refused<IncidentFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            if (step == IncidentFlow.Step.CLOSE
                    && ClosingRule.check(
                                    opened.recalls(),
                                    opened.isNotified(),
                                    opened.incident().report().prevention())
                            instanceof Decision.Refused<Boolean>(Reason reason)) {
                return Decision.refuse(reason);
            }
            addStep(viewer, opened, step.name(), code, code.isEmpty() ? "" : DUTIES, on, words);
            tasks.done(viewer, nextTask(opened.state()), id);
            if (step == IncidentFlow.Step.CLOSE) {
                tasks.doneAll(viewer, id);
            }
            follow(
                    viewer,
                    id,
                    taken.orElseThrow(),
                    opened.incident().knownOn(),
                    code.equals("MALICE") || isMalice(opened.steps()));
            return Decision.allow(id);
        });
    }

    private static String nextTask(IncidentFlow.State state) {
        return IncidentFlow.FLOW.next(state).map(Flow.Next::task).orElseThrow();
    }

    private Opened forOfficer(Viewer.Staff viewer, UUID id) {
        Opened opened = open(viewer, id);
        if (!opened.officer()) {
            throw new NotVisible();
        }
        return opened;
    }

    private void addStep(
            Viewer.Staff viewer, Opened opened, String kind, String code, String list, LocalDate on, String words) {
        addStep(viewer, opened.incident().id(), opened.steps().size() + 1, kind, code, list, on, words);
    }

    private void addStep(
            Viewer.Staff viewer, UUID id, int no, String kind, String code, String list, LocalDate on, String words) {
        int edition = list.isEmpty() ? 0 : codes.edition(list, db.today(viewer));
        if (!store.addStep(viewer, id, no, kind, code, edition, on, words)) {
            throw new Stale();
        }
        audit.written(viewer, "incident.step", List.of(), Detail.NONE.item(id).and(List.of(kind)));
    }

    /** Writes the items of the report. */
    void write(Viewer.Staff viewer, UUID id, IncidentStore.Report report, int version) {
        db.run(viewer, () -> {
            forOfficer(viewer, id);
            if (!store.write(viewer, id, report, version)) {
                throw new Stale();
            }
            audit.written(viewer, "incident.report", List.of(), Detail.NONE.item(id));
        });
    }

    /** A step in words, with what its code says. */
    String words(IncidentStore.Taken step) {
        String what = Texts.text("privacy.incident-step." + step.kind());
        if (step.code().isEmpty()) {
            return what;
        }
        String list = switch (step.kind()) {
            case RECALL -> RECALLS;
            case NOTICE -> NOTICES;
            default -> DUTIES;
        };
        return what + "（" + Objects.requireNonNull(codes.label(list, step.code(), step.codeEdition())) + "）";
    }
}
