package kasane.referral.suspicion;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.Roads;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.Reason;
import kasane.sharing.Barred;
import kasane.sharing.Basis;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 虐待の疑いの連絡: sending a report and what its window does with it. It stands on a subject of its own, so that no record
 * of the family leads to it, and only the window and the one who told see it.
 */
@Component
class Suspicions {

    private static final int MOST = 200;
    private static final String CHECK = "referral.report-check";
    private static final Detail REPORT = Detail.NONE.bases(List.of(Basis.STATUTORY_REPORT.code()));

    private final Db db;
    private final SuspicionStore store;
    private final Roads roads;
    private final Subjects subjects;
    private final Barred barred;
    private final Households households;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Codes codes;
    private final Clocks clocks;
    private final AuditTrail audit;

    Suspicions(
            Db db,
            SuspicionStore store,
            Roads roads,
            Subjects subjects,
            Barred barred,
            Households households,
            Agencies agencies,
            Tasks tasks,
            Codes codes,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.roads = roads;
        this.subjects = subjects;
        this.barred = barred;
        this.households = households;
        this.agencies = agencies;
        this.tasks = tasks;
        this.codes = codes;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** What the form offers: the kinds of abuse with their roads, and the agencies of the town. */
    record Offer(List<Codes.Code> kinds, Map<String, Roads.Road> roads, List<Agencies.Agency> agencies) {

        /** The windows that receive a report of one of the kinds, each once. */
        List<Agencies.Agency> windows() {
            return agencies.stream()
                    .filter(agency -> kinds.stream()
                            .anyMatch(kind -> ReportRule.windows(roads.get(kind.code()), List.of(agency), null)
                                    .contains(agency)))
                    .toList();
        }
    }

    Offer offer(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            Map<String, Roads.Road> all = roads.of(viewer);
            return new Offer(
                    codes.list("danger", db.today(viewer)).stream()
                            .filter(code -> {
                                Roads.Road road = all.get(code.code());
                                return road != null && road.isReported();
                            })
                            .toList(),
                    all,
                    agencies.list(viewer));
        });
    }

    /** Sends the report to the window the law names; nobody is asked for consent, and nobody else learns of it. */
    Decision<UUID> send(Viewer.Staff viewer, SuspicionStore.Told told, @Nullable AgencyId chosen) {
        Roads.Road road = roads.of(viewer).get(told.kind());
        return ReportRule.addressee(road, agencies.list(viewer), told.accusedAgency(), chosen)
                .map(window -> {
                    LocalDate today = db.today(viewer);
                    HouseholdId subject = subjects.household(viewer);
                    UUID id = Ids.next();
                    store.add(
                            viewer,
                            id,
                            subject,
                            window.id(),
                            told,
                            codes.edition("danger", today),
                            road == null ? "" : road.law());
                    SuspicionFlow.FLOW
                            .next(SuspicionFlow.State.SENT)
                            .ifPresent(next -> open(viewer, next, road, id, subject, window.id(), today));
                    audit.written(viewer, "suspicion.sent", List.of(subject), REPORT.item(id));
                    return id;
                });
    }

    private void open(
            Viewer.Staff viewer,
            Flow.Next<SuspicionFlow.Side> next,
            Roads.@Nullable Road road,
            UUID id,
            HouseholdId subject,
            AgencyId window,
            LocalDate today) {
        tasks.openDiscreetly(
                viewer,
                new Tasks.NewTask(
                        next.task(),
                        id,
                        window,
                        subject,
                        window,
                        null,
                        clocks.due(clock(next, road), today),
                        "/suspicions/" + id));
    }

    /** Each road has clocks of its own; those of the flow are for a road that the town has closed meanwhile. */
    private static String clock(Flow.Next<SuspicionFlow.Side> next, Roads.@Nullable Road road) {
        if (road == null) {
            return next.clock();
        }
        return next.task().equals(CHECK) ? road.checkClock() : road.receiveClock();
    }

    /** A report with what was done, as far as the viewer may know it. */
    record Opened(
            SuspicionStore.Suspicion suspicion,
            List<SuspicionStore.Taken> steps,
            SuspicionFlow.State state,
            boolean window,
            @Nullable LocalDate due) {

        Optional<SuspicionStore.Taken> step(SuspicionStore.Kind kind) {
            return steps.stream().filter(step -> step.kind() == kind).findFirst();
        }
    }

    Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, id);
            audit.read(viewer, "suspicion.page", List.of(opened.suspicion().household()), REPORT.item(id));
            return opened;
        });
    }

    private Opened open(Viewer.Staff viewer, UUID id) {
        SuspicionStore.Suspicion suspicion = store.find(viewer, id).orElseThrow(NotVisible::new);
        List<SuspicionStore.Taken> steps = store.steps(viewer, id);
        return new Opened(
                suspicion,
                steps,
                SuspicionStore.state(steps.stream().map(SuspicionStore.Taken::kind)),
                suspicion.to().equals(viewer.agency()),
                tasks.due(viewer, id).orElse(null));
    }

    List<SuspicionStore.Line> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<SuspicionStore.Line> lines = store.list(viewer, MOST);
            if (!lines.isEmpty()) {
                audit.read(
                        viewer,
                        "suspicion.list",
                        lines.stream().map(SuspicionStore.Line::household).toList());
            }
            return lines;
        });
    }

    /**
     * 受理: the window opens its own record of the person, which tells nobody where it came from. An agency that is
     * suspected is barred from that record from its first moment.
     */
    Decision<SuspicionFlow.State> receive(Viewer.Staff viewer, UUID id) {
        Opened opened = open(viewer, id);
        return step(viewer, opened, SuspicionFlow.Step.RECEIVE, "", 0, "").map(state -> {
            String[] name = opened.suspicion().told().person().strip().split("[\\s\u3000]+", 2);
            HouseholdId own = households.open(
                    viewer,
                    new Households.NewHousehold(
                            name[0],
                            "",
                            List.of(Households.NewMember.of(
                                    PersonDetails.of(
                                            PersonName.of(name[0], name.length > 1 ? name[1] : "", "", ""),
                                            "",
                                            PartialDate.UNKNOWN),
                                    "SELF"))));
            AgencyId accused = opened.suspicion().told().accusedAgency();
            if (accused != null) {
                barred.bar(viewer, own, accused);
            }
            store.addStep(viewer, opened.suspicion(), SuspicionStore.Kind.OPEN, "", 0, "", own);
            audit.written(viewer, "suspicion.record-opened", List.of(own), REPORT.item(id));
            return state;
        });
    }

    /** 対応の決定; what {@code told} says reaches whoever reported it, and may be nothing. */
    Decision<SuspicionFlow.State> conclude(Viewer.Staff viewer, UUID id, String outcome, String words, String told) {
        Opened opened = open(viewer, id);
        int edition = codes.edition("report-outcome", db.today(viewer));
        return step(viewer, opened, SuspicionFlow.Step.CONCLUDE, outcome, edition, words)
                .map(state -> {
                    if (!told.isEmpty()) {
                        store.addStep(viewer, opened.suspicion(), SuspicionStore.Kind.TELL, "", 0, told, null);
                    }
                    return state;
                });
    }

    private Decision<SuspicionFlow.State> step(
            Viewer.Staff viewer, Opened opened, SuspicionFlow.Step step, String code, int edition, String words) {
        if (!opened.window()) {
            return Decision.refuse(Reason.of("referral.refused.other-side"));
        }
        Decision<SuspicionFlow.State> decision =
                SuspicionFlow.FLOW.take(opened.state(), step, SuspicionFlow.Side.WINDOW);
        if (decision instanceof Decision.Refused<SuspicionFlow.State>) {
            return decision;
        }
        SuspicionStore.Suspicion suspicion = opened.suspicion();
        if (!store.addStep(viewer, suspicion, SuspicionStore.Kind.of(step), code, edition, words, null)) {
            return Decision.refuse(Reason.of("referral.refused.meanwhile"));
        }
        tasks.doneAll(viewer, suspicion.id());
        SuspicionFlow.FLOW
                .next(decision.orElseThrow())
                .ifPresent(next -> open(
                        viewer,
                        next,
                        roads.of(viewer).get(suspicion.told().kind()),
                        suspicion.id(),
                        suspicion.household(),
                        suspicion.to(),
                        db.today(viewer)));
        audit.written(
                viewer,
                "suspicion.step",
                List.of(suspicion.household()),
                REPORT.item(suspicion.id()).and(List.of(step.name())));
        return decision;
    }

    List<Codes.Code> outcomes(Viewer.Staff viewer) {
        return db.transact(viewer, () -> codes.list("report-outcome", db.today(viewer)));
    }

    String label(String list, String code, int edition) {
        return code.isEmpty() ? "" : codes.label(list, code, edition);
    }
}
