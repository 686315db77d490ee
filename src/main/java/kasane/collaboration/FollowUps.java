package kasane.collaboration;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 終結後の様子: the lead looks on the day that was set, and either sets another or ends it. */
@Component
public class FollowUps {

    private final Db db;
    private final FollowUpStore store;
    private final HandBacks handBacks;
    private final Cases cases;
    private final Clocks clocks;
    private final AuditTrail audit;

    FollowUps(Db db, FollowUpStore store, HandBacks handBacks, Cases cases, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.handBacks = handBacks;
        this.cases = cases;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** One look; {@code nextOn} is null when it was the last. */
    public record FollowUp(
            UUID id,
            LocalDate doneOn,
            String words,
            @Nullable LocalDate nextOn,
            String agency,
            String writer) {}

    /** A look to be recorded. */
    public record Written(
            LocalDate doneOn, String words, @Nullable LocalDate nextOn) {}

    /** What the form stands on: the case, and what was handed over. */
    public record Ground(Cases.Standing standing, HandBacks.HandBack handBack, LocalDate today, LocalDate next) {}

    /** What the lead looks after, or {@link NotVisible} for everybody else. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = led(viewer, caseId);
            HandBacks.HandBack handBack = handedOver(viewer, caseId);
            audit.read(
                    viewer,
                    "follow-up.form",
                    Evaluations.subjects(handBack.household(), handBack.persons()),
                    Detail.NONE.item(caseId));
            LocalDate today = db.today(viewer);
            return new Ground(standing, handBack, today, clocks.due("case.follow-up", today));
        });
    }

    private Cases.Standing led(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.standing(viewer, caseId);
        if (!viewer.agency().equals(standing.lead())) {
            throw new NotVisible();
        }
        return standing;
    }

    private HandBacks.HandBack handedOver(Viewer.Staff viewer, UUID caseId) {
        return handBacks.ofCase(viewer, caseId).stream().findFirst().orElseThrow(NotVisible::new);
    }

    /** Records it; without a next day the case has ended for good. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = led(viewer, caseId);
            HouseholdId household = standing.file().household();
            LocalDate today = db.today(viewer);
            LocalDate next = written.nextOn();
            Decision<LocalDate> days =
                    CaseDays.done(written.doneOn(), standing.file().begunOn(), today);
            if (next != null) {
                days = days.flatMap(day -> CaseDays.next(next, today));
            }
            if (days instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            Set<PersonId> persons =
                    new LinkedHashSet<>(handedOver(viewer, caseId).persons());
            UUID id = Ids.next();
            Decision<CaseFlow.State> moved = cases.step(
                    viewer,
                    caseId,
                    next == null ? CaseFlow.Step.FOLLOW : CaseFlow.Step.FOLLOW_AGAIN,
                    Cases.Happening.about(id).on(written.doneOn()).due(next));
            if (moved instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            store.add(viewer, id, caseId, household, persons, written);
            audit.written(viewer, "follow-up.write", Evaluations.subjects(household, persons), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** The looks at a case after its end, the latest first; the page that shows them writes the log. */
    public List<FollowUp> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.ofCase(viewer, caseId));
    }
}
