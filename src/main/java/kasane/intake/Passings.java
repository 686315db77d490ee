package kasane.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.intake.Consultations.Consultation;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 相談をまわす: a colleague of the same agency is asked to take a consultation over, takes it, or gives it back. */
@Component
public class Passings {

    private static final String PASS = """
            insert into intake.passing (id, consultation_id, household_id, owner_agency, to_staff, words, passed_at, passed_by)
            values (:id, :consultation, :household, :agency, :to, :words, :now, :staff)
            on conflict (consultation_id) where answer is null do nothing
            """;

    private static final String OF = """
            select p.id, p.to_staff, p.words, p.passed_at, p.answer, p.answer_words, p.answered_at, p.kept_at,
                   t.name as to_name, b.name as by_name
            from intake.passing p
            join access.pub_staff t on t.id = p.to_staff
            join access.pub_staff b on b.id = p.passed_by
            where p.consultation_id = :consultation order by p.passed_at, p.id
            """;

    private static final String ANSWER = """
            update intake.passing set answer = :answer, answer_words = :words, answered_at = :now, answered_by = :staff
            where id = :id and answer is null
            """;

    private static final String KEEP = """
            update intake.passing set kept_at = :now, kept_by = :staff
            where id = :id and answer = 'GIVE_BACK' and kept_at is null
            """;

    private static final String KEEPER = "update intake.consultation set keeper = :keeper where id = :id";

    private final Db db;
    private final Consultations consultations;
    private final Agencies agencies;
    private final Clocks clocks;
    private final Tasks tasks;
    private final AuditTrail audit;

    Passings(Db db, Consultations consultations, Agencies agencies, Clocks clocks, Tasks tasks, AuditTrail audit) {
        this.db = db;
        this.consultations = consultations;
        this.agencies = agencies;
        this.clocks = clocks;
        this.tasks = tasks;
        this.audit = audit;
    }

    /** One time a consultation was passed, and what became of it. */
    public record Passing(
            UUID id,
            StaffId to,
            String toName,
            String byName,
            String words,
            Instant at,
            PassingFlow.State state,
            String answer,
            @Nullable Instant answeredAt) {

        /** Which side the viewer is on. */
        public PassingFlow.Side side(Viewer.Staff viewer) {
            return to.equals(viewer.staff()) ? PassingFlow.Side.RECEIVER : PassingFlow.Side.PASSER;
        }

        /** Whether the viewer may take the step now. */
        public boolean may(Viewer.Staff viewer, PassingFlow.Step step) {
            return PassingFlow.FLOW.open(state, side(viewer)).contains(step);
        }
    }

    /** Every time the consultation was passed, the first time first; the page that shows them is logged by itself. */
    public List<Passing> of(Viewer.Staff viewer, UUID consultation) {
        return db.sql(viewer, OF).param("consultation", consultation).list(Passings::passing);
    }

    /** Colleagues who can take the consultation over: whoever acts for the agency now, but for its keeper. */
    public List<Agencies.Colleague> colleagues(Viewer.Staff viewer, Consultation consultation) {
        return agencies.colleagues(viewer, viewer.agency()).stream()
                .filter(colleague -> !colleague.id().equals(consultation.keeper()))
                .toList();
    }

    /** Asks a colleague to take the consultation over; it stays with its keeper until they do. */
    public Decision<UUID> pass(Viewer.Staff viewer, UUID id, StaffId to, String words) {
        return db.transact(viewer, () -> {
            Consultation found = consultations.own(viewer, id);
            if (colleagues(viewer, found).stream()
                    .noneMatch(colleague -> colleague.id().equals(to))) {
                return Decision.refuse(Reason.of("intake.refused.no-colleague"));
            }
            Optional<Passing> last = of(viewer, id).stream().reduce((earlier, later) -> later);
            if (last.filter(passing -> passing.state() == PassingFlow.State.PASSED)
                    .isPresent()) {
                return Decision.refuse(Reason.of("intake.refused.passed-already"));
            }
            // Whoever passes it on again has seen that it came back.
            last.filter(passing -> passing.state() == PassingFlow.State.BACK)
                    .ifPresent(passing -> keep(viewer, found, passing));
            UUID passing = Ids.next();
            if (db.sql(viewer, PASS)
                            .param("id", passing)
                            .param("consultation", id)
                            .param("household", found.household())
                            .param("agency", viewer.agency())
                            .param("to", to)
                            .param("words", words)
                            .param("now", db.now(viewer))
                            .param("staff", viewer.staff())
                            .update()
                    == 0) {
                return Decision.refuse(Reason.of("intake.refused.passed-already"));
            }
            open(viewer, found, PassingFlow.State.PASSED, to);
            audit.written(viewer, "consultation.pass", List.of(found.household()), Detail.NONE.item(passing));
            return Decision.allow(passing);
        });
    }

    /** Takes one step with it; {@code words} are the reason why it is given back. */
    public Decision<PassingFlow.State> step(
            Viewer.Staff viewer, UUID id, UUID passing, PassingFlow.Step step, String words) {
        return db.transact(viewer, () -> {
            Consultation found = consultations.own(viewer, id);
            Passing now = of(viewer, id).stream()
                    .filter(one -> one.id().equals(passing))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (step == PassingFlow.Step.GIVE_BACK && words.isEmpty()) {
                return Decision.refuse(Reason.of("intake.refused.no-reason"));
            }
            return PassingFlow.FLOW.take(now.state(), step, now.side(viewer)).flatMap(next -> {
                if (!write(viewer, found, now, step, words)) {
                    return Decision.refuse(Reason.of("intake.refused.passing-ended"));
                }
                audit.written(
                        viewer, "consultation.passing-step", List.of(found.household()), Detail.NONE.item(passing));
                return Decision.allow(next);
            });
        });
    }

    private boolean write(Viewer.Staff viewer, Consultation found, Passing now, PassingFlow.Step step, String words) {
        if (step == PassingFlow.Step.KEEP) {
            return keep(viewer, found, now);
        }
        if (db.sql(viewer, ANSWER)
                        .param("id", now.id())
                        .param("answer", step)
                        .param("words", words)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 0) {
            return false;
        }
        close(viewer, found, PassingFlow.State.PASSED);
        if (step == PassingFlow.Step.TAKE) {
            db.sql(viewer, KEEPER)
                    .param("keeper", now.to())
                    .param("id", found.id())
                    .update();
            tasks.handOn(viewer, found.id(), now.to());
        } else if (step == PassingFlow.Step.GIVE_BACK) {
            open(viewer, found, PassingFlow.State.BACK, found.keeper());
        }
        return true;
    }

    private boolean keep(Viewer.Staff viewer, Consultation found, Passing passing) {
        boolean kept = db.sql(viewer, KEEP)
                        .param("id", passing.id())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
        close(viewer, found, PassingFlow.State.BACK);
        return kept;
    }

    private void open(Viewer.Staff viewer, Consultation found, PassingFlow.State state, StaffId who) {
        PassingFlow.FLOW
                .next(state)
                .ifPresent(next -> tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                next.task(),
                                found.id(),
                                viewer.agency(),
                                found.household(),
                                viewer.agency(),
                                who,
                                clocks.due(next.clock(), db.today(viewer)),
                                "/consultations/" + found.id())));
    }

    private void close(Viewer.Staff viewer, Consultation found, PassingFlow.State state) {
        PassingFlow.FLOW.next(state).ifPresent(next -> tasks.done(viewer, next.task(), found.id()));
    }

    private static Passing passing(Row row) {
        List<PassingFlow.Step> steps = new ArrayList<>();
        String answer = row.textOrNull("answer");
        if (answer != null) {
            steps.add(PassingFlow.Step.valueOf(answer));
        }
        if (row.instantOrNull("kept_at") != null) {
            steps.add(PassingFlow.Step.KEEP);
        }
        return new Passing(
                row.uuid("id"),
                row.staff("to_staff"),
                row.text("to_name"),
                row.text("by_name"),
                row.text("words"),
                row.instant("passed_at"),
                PassingFlow.FLOW.after(steps),
                row.text("answer_words"),
                row.instantOrNull("answered_at"));
    }
}
