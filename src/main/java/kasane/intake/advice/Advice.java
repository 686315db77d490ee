package kasane.intake.advice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Nameless;
import kasane.register.Names;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 支援者からの相談: an agency asks a coordinator about a situation that names nobody, and says how it went on. Only the two
 * agencies see it. 同行支援 of a coordinator that names nobody is noted here too.
 */
@Component
class Advice {

    private static final int MOST = 200;
    private static final int MONTHS = 12;

    private final Db db;
    private final AdviceStore store;
    private final Agencies agencies;
    private final Names names;
    private final Tasks tasks;
    private final Codes codes;
    private final Clocks clocks;
    private final AuditTrail audit;

    Advice(
            Db db,
            AdviceStore store,
            Agencies agencies,
            Names names,
            Tasks tasks,
            Codes codes,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.agencies = agencies;
        this.names = names;
        this.tasks = tasks;
        this.codes = codes;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * What is asked.
     *
     * @param field  of {@code advice-field}
     * @param shape  of {@code advice-shape}; may be empty
     * @param wanted of {@code advice-wanted}
     */
    record NewAdvice(
            AgencyId to,
            String field,
            String shape,
            String worry,
            String tried,
            String wanted,
            @Nullable LocalDate wishedOn) {}

    /** What was asked. */
    record Advised(
            UUID id,
            AgencyId from,
            String fromName,
            String fromPhone,
            String staff,
            AgencyId to,
            String toName,
            String toPhone,
            String field,
            int fieldEdition,
            String shape,
            int shapeEdition,
            String worry,
            String tried,
            String wanted,
            int wantedEdition,
            @Nullable LocalDate wishedOn,
            Instant askedAt) {}

    /** A step taken. */
    record Taken(
            AdviceFlow.Step step,
            String words,
            @Nullable LocalDate on,
            String whom,
            String place,
            String outcome,
            int outcomeEdition,
            Instant at,
            String agency,
            String staff) {}

    /** One line of the list. */
    record Line(
            UUID id,
            AgencyId from,
            String fromName,
            String toName,
            String field,
            int fieldEdition,
            String worry,
            Instant askedAt,
            AdviceFlow.State state,
            @Nullable LocalDate due) {}

    /** 同行支援: whose way and where to, as roles. */
    record Company(LocalDate on, int minutes, String whom, String place, String words, String staff) {}

    /** What was asked, advised and gone along with in a month; {@code agency} is empty for company nobody asked for. */
    record Count(LocalDate month, String agency, int asked, int advised, int along) {}

    /**
     * A step to be taken.
     *
     * @param on      同行: when
     * @param outcome of {@code advice-outcome}
     */
    record Answer(
            AdviceFlow.Step step, String words, @Nullable LocalDate on, String whom, String place, String outcome) {

        static Answer of(AdviceFlow.Step step, String words) {
            return new Answer(step, words, null, "", "", "");
        }
    }

    /** With what was done. */
    record Opened(
            Advised advised,
            List<Taken> steps,
            AdviceFlow.State state,
            AdviceFlow.Side side,
            @Nullable LocalDate due) {

        Set<AdviceFlow.Step> open() {
            return AdviceFlow.FLOW.open(state, side);
        }
    }

    static String path(UUID id) {
        return "/advice/" + id;
    }

    /** The agencies in which somebody coordinates, but the own one. */
    List<Agencies.Agency> coordinators(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<AgencyId> held = agencies.with(viewer, Duty.COORDINATOR);
            return agencies.list(viewer).stream()
                    .filter(agency -> held.contains(agency.id()) && !agency.id().equals(viewer.agency()))
                    .toList();
        });
    }

    /** Whether a text may be sent: it names nobody of the own records and holds no telephone number. */
    private Decision<String> nameless(Viewer.Staff viewer, String... texts) {
        for (String text : texts) {
            if (Nameless.holdsPhone(text)) {
                return Decision.refuse(Reason.of("intake.refused.advice-phone"));
            }
            if (names.isNamedIn(viewer, text)) {
                return Decision.refuse(Reason.of("intake.refused.advice-name"));
            }
        }
        return Decision.allow("");
    }

    /** Asks; refused where the words name somebody. */
    Decision<UUID> ask(Viewer.Staff viewer, NewAdvice advice) {
        return db.transact(
                viewer,
                () -> nameless(viewer, advice.worry(), advice.tried()).flatMap(ok -> {
                    if (coordinators(viewer).stream()
                            .noneMatch(agency -> agency.id().equals(advice.to()))) {
                        return Decision.refuse(Reason.of("intake.refused.no-coordinator"));
                    }
                    LocalDate today = db.today(viewer);
                    if (advice.wishedOn() != null && advice.wishedOn().isBefore(today)) {
                        return Decision.refuse(Reason.of("intake.refused.day-past"));
                    }
                    UUID id = Ids.next();
                    store.add(
                            viewer,
                            id,
                            advice,
                            new AdviceStore.Editions(
                                    codes.edition("advice-field", today),
                                    codes.edition("advice-shape", today),
                                    codes.edition("advice-wanted", today)));
                    openTask(viewer, store.find(viewer, id).orElseThrow(), AdviceFlow.State.ASKED);
                    audit.written(viewer, "advice.asked", List.of(), Detail.NONE.item(id));
                    return Decision.allow(id);
                }));
    }

    private void openTask(Viewer.Staff viewer, Advised advised, AdviceFlow.State state) {
        AdviceFlow.FLOW.next(state).ifPresent(next -> {
            boolean answering = next.owner() == AdviceFlow.Side.COORDINATOR;
            LocalDate due = clocks.due(next.clock(), db.today(viewer));
            LocalDate wished = advised.wishedOn();
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            advised.id(),
                            advised.from(),
                            null,
                            answering ? advised.to() : advised.from(),
                            null,
                            answering && wished != null && wished.isBefore(due) && !wished.isBefore(db.today(viewer))
                                    ? wished
                                    : due,
                            path(advised.id())));
        });
    }

    /** For the two agencies, or {@link NotVisible}; logged. */
    Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Advised advised = store.find(viewer, id).orElseThrow(NotVisible::new);
            List<Taken> steps = store.steps(viewer, id);
            audit.read(viewer, "advice.page", List.of(), Detail.NONE.item(id));
            return new Opened(
                    advised,
                    steps,
                    AdviceFlow.FLOW.after(steps.stream().map(Taken::step).toList()),
                    advised.from().equals(viewer.agency()) ? AdviceFlow.Side.ASKER : AdviceFlow.Side.COORDINATOR,
                    tasks.due(viewer, id).orElse(null));
        });
    }

    /** The newest first; what is told of those still open is logged. */
    List<Line> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<Line> lines = store.list(viewer, MOST);
            lines.stream()
                    .filter(line -> !AdviceFlow.FLOW.hasEnded(line.state()))
                    .forEach(line -> audit.read(viewer, "advice.list", List.of(), Detail.NONE.item(line.id())));
            return lines;
        });
    }

    /** 助言, 同行, もう少し聞く, その後, 取下げ. */
    Decision<UUID> step(Viewer.Staff viewer, UUID id, Answer answer) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            return nameless(
                            viewer,
                            Stream.of(answer.words(), answer.whom(), answer.place())
                                    .toArray(String[]::new))
                    .flatMap(ok -> AdviceFlow.FLOW.take(opened.state(), answer.step(), opened.side()))
                    .flatMap(now -> {
                        int edition =
                                answer.outcome().isEmpty() ? 0 : codes.edition("advice-outcome", db.today(viewer));
                        if (!store.addStep(viewer, id, opened.steps().size() + 1, answer, edition)) {
                            return Decision.refuse(Reason.of("intake.refused.not-now"));
                        }
                        tasks.doneAll(viewer, id);
                        openTask(viewer, opened.advised(), now);
                        audit.written(
                                viewer,
                                "advice.step",
                                List.of(),
                                Detail.fields(answer.step().name()).item(id));
                        return Decision.allow(id);
                    });
        });
    }

    /** 同行支援 that names nobody; one about a household is a contact record of it. */
    Decision<String> note(Viewer.Staff viewer, Company company) {
        viewer.require(Duty.COORDINATOR);
        return db.transact(
                viewer,
                () -> nameless(viewer, company.words(), company.whom(), company.place())
                        .flatMap(ok -> {
                            if (company.on().isAfter(db.today(viewer))) {
                                return Decision.refuse(Reason.of("intake.refused.day-to-come"));
                            }
                            store.addCompany(viewer, company);
                            audit.written(viewer, "advice.company", List.of(), Detail.NONE);
                            return Decision.allow("");
                        }));
    }

    List<Company> company(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.company(viewer, MOST));
    }

    /** The own agency's counts of the last twelve months, the newest month first; for coordinators and managers. */
    List<Count> counts(Viewer.Staff viewer) {
        if (!viewer.has(Duty.COORDINATOR) && !viewer.has(Duty.MANAGER) && !viewer.has(Duty.MUNICIPAL_DECIDER)) {
            throw new NotVisible();
        }
        return db.transact(viewer, () -> {
            audit.read(viewer, "advice.counts", List.of(), Detail.NONE);
            return store.counts(viewer, db.today(viewer).withDayOfMonth(1).minusMonths(MONTHS - 1L));
        });
    }
}
