package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * つなぎもどし: handing a case to the agency that leads from now on. What it agreed to in the minutes is accepted; otherwise
 * it is an offer with a clock, a refusal returns to 多機関協働, and until somebody accepts, the plan and the case stay where
 * they are.
 */
@Component
public class HandBacks {

    private final Db db;
    private final HandBackStore store;
    private final Evaluations evaluations;
    private final Occurrences occurrences;
    private final PartialHandBacks partials;
    private final Cases cases;
    private final Agencies agencies;
    private final Clocks clocks;
    private final AuditTrail audit;

    HandBacks(
            Db db,
            HandBackStore store,
            Evaluations evaluations,
            Occurrences occurrences,
            PartialHandBacks partials,
            Cases cases,
            Agencies agencies,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.evaluations = evaluations;
        this.occurrences = occurrences;
        this.partials = partials;
        this.cases = cases;
        this.agencies = agencies;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** The answer of whoever was asked. */
    public record Answer(boolean accepted, String words, Instant at, String by) {}

    /**
     * One つなぎもどし.
     *
     * @param agreed    its minutes say so; there is nothing to answer
     * @param meeting   the conference that decided it, as far as the viewer may see its item
     * @param remaining 引き継ぐこと
     * @param followOn  the day to look again
     * @param answer    null while it is awaited, and when it was agreed in the meeting
     */
    public record HandBack(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            AgencyId to,
            String toName,
            boolean agreed,
            @Nullable UUID conferenceItem,
            @Nullable UUID meeting,
            @Nullable LocalDate heldOn,
            String remaining,
            String wishes,
            LocalDate followOn,
            Instant offeredAt,
            @Nullable Answer answer) {
        public HandBack {
            persons = Set.copyOf(persons);
        }

        /** Whether its addressee still has to say yes or no. */
        public boolean isOpen() {
            return !agreed && answer == null;
        }
    }

    /** A hand-back to be made; {@code conferenceItem} is null when no conference stands behind it. */
    public record Offer(
            AgencyId to,
            Set<PersonId> persons,
            boolean agreed,
            @Nullable UUID conferenceItem,
            String remaining,
            String wishes,
            LocalDate followOn) {
        public Offer {
            persons = Set.copyOf(persons);
        }
    }

    /** A hand-back that is opened, with the case it belongs to. */
    public record Opened(HandBack handBack, Cases.Standing standing) {}

    /**
     * What the form of another offer stands on.
     *
     * @param last  the one that was refused
     * @param leads who could be asked
     */
    public record Ground(Cases.Standing standing, HandBack last, List<Cases.TeamMember> leads, LocalDate today) {}

    /** The day to look again that the clock proposes. */
    public LocalDate followOn(Viewer.Staff viewer) {
        return db.transact(viewer, () -> clocks.due("case.follow-up", db.today(viewer)));
    }

    /**
     * A conclusion of a conference names the next lead: CLOSE or LEAD_BACK, whose agreed forms are taken when the lead
     * agreed in the meeting. The step, the hand-back and the end of the plan belong together.
     *
     * @param code of {@code closing-reason}; empty for none
     */
    public Decision<UUID> concluded(
            Viewer.Staff viewer, UUID caseId, CaseFlow.Step step, Offer offer, String code, int edition) {
        CaseFlow.Step taken = switch (step) {
            case CLOSE -> offer.agreed() ? CaseFlow.Step.CLOSE_AGREED : CaseFlow.Step.CLOSE;
            case LEAD_BACK -> offer.agreed() ? CaseFlow.Step.LEAD_BACK_AGREED : CaseFlow.Step.LEAD_BACK;
            default -> throw new IllegalArgumentException("no conclusion with a lead: " + step);
        };
        return offer(viewer, caseId, taken, offer, code, edition);
    }

    private Decision<UUID> offer(
            Viewer.Staff viewer, UUID caseId, CaseFlow.Step step, Offer offer, String code, int edition) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            HouseholdId household = standing.file().household();
            if (!cases.coverage(viewer, household).coversAll(offer.to(), offer.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.lead-not-covered"));
            }
            if (agencies.find(viewer, offer.to()).onPaper()) {
                return Decision.refuse(Reason.of("collaboration.refused.lead-on-paper"));
            }
            List<Cases.TeamMember> times = cases.team(viewer, caseId).stream()
                    .filter(member -> member.agency().equals(offer.to()))
                    .toList();
            if (!times.isEmpty() && times.stream().allMatch(member -> member.leftOn() != null)) {
                return Decision.refuse(Reason.of("collaboration.refused.lead-left"));
            }
            if (!occurrences.isAllSeen(viewer, household)) {
                return Decision.refuse(Reason.of("collaboration.refused.occurrence-open"));
            }
            if (!partials.isAllAnswered(viewer, household)) {
                return Decision.refuse(Reason.of("collaboration.refused.part-open"));
            }
            UUID id = Ids.next();
            LocalDate due = offer.agreed() ? CaseDays.notBefore(offer.followOn(), db.today(viewer)) : null;
            Decision<CaseFlow.State> moved =
                    cases.step(viewer, caseId, step, new Cases.Happening(null, offer.to(), due, id, code, edition));
            if (moved instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
                return Decision.refuse(reason);
            }
            store.add(viewer, id, caseId, household, offer);
            if (offer.agreed()) {
                store.endPlan(viewer, caseId, household);
            }
            audit.written(
                    viewer, "hand-back.offer", Evaluations.subjects(household, offer.persons()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Opens one, or {@link NotVisible}. */
    public Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            HandBack found = find(viewer, id);
            audit.read(
                    viewer,
                    "hand-back.page",
                    Evaluations.subjects(found.household(), found.persons()),
                    Detail.NONE.item(id));
            return new Opened(found, cases.standing(viewer, found.caseId()));
        });
    }

    HandBack find(Viewer.Staff viewer, UUID id) {
        return store.find(viewer, id).orElseThrow(NotVisible::new);
    }

    /** The hand-backs of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<HandBack> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** 引き受け: from now on the case is led by the viewer's agency, and the plan has ended. */
    public Decision<UUID> accept(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            HandBack handBack = find(viewer, id, viewer.agency());
            Decision<UUID> answered = answer(
                    viewer,
                    handBack,
                    CaseFlow.Step.ACCEPT_LEAD,
                    CaseDays.notBefore(handBack.followOn(), db.today(viewer)),
                    "");
            if (answered.isAllowed()) {
                store.endPlan(viewer, handBack.caseId(), handBack.household());
            }
            return answered;
        });
    }

    /** 対応不可: back to 多機関協働, with the reason. */
    public Decision<UUID> refuse(Viewer.Staff viewer, UUID id, String words) {
        return db.transact(
                viewer,
                () -> words.isBlank()
                        ? Decision.refuse(Reason.of("collaboration.refused.why-not"))
                        : answer(viewer, find(viewer, id, viewer.agency()), CaseFlow.Step.REFUSE_LEAD, null, words));
    }

    /** Only whoever was asked answers; for everybody else there is nothing to answer. */
    private HandBack find(Viewer.Staff viewer, UUID id, AgencyId asked) {
        HandBack handBack = find(viewer, id);
        if (!handBack.to().equals(asked)) {
            throw new NotVisible();
        }
        return handBack;
    }

    /** Opens one for whoever is asked to lead, or {@link NotVisible}. */
    public HandBack asked(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            HandBack handBack = find(viewer, id, viewer.agency());
            audit.read(
                    viewer,
                    "hand-back.refusal-form",
                    Evaluations.subjects(handBack.household(), handBack.persons()),
                    Detail.NONE.item(id));
            return handBack;
        });
    }

    private Decision<UUID> answer(
            Viewer.Staff viewer, HandBack handBack, CaseFlow.Step step, @Nullable LocalDate due, String words) {
        if (!handBack.isOpen()) {
            return Decision.refuse(Reason.of("collaboration.refused.answered"));
        }
        // The case went on, and the same agency may have been asked anew: an old question must not answer the new one.
        if (!handBack.id()
                .equals(cases.standing(viewer, handBack.caseId())
                        .steps()
                        .getLast()
                        .about())) {
            return Decision.refuse(Reason.of("collaboration.refused.offer-gone"));
        }
        Decision<CaseFlow.State> moved = cases.step(
                viewer,
                handBack.caseId(),
                step,
                Cases.Happening.about(handBack.id()).due(due));
        if (moved instanceof Decision.Refused<CaseFlow.State>(Reason reason)) {
            return Decision.refuse(reason);
        }
        store.answer(viewer, handBack, step == CaseFlow.Step.ACCEPT_LEAD, words);
        audit.written(
                viewer,
                "hand-back.answer",
                Evaluations.subjects(handBack.household(), handBack.persons()),
                Detail.fields(step.name()).item(handBack.id()));
        return Decision.allow(handBack.id());
    }

    /** What another offer can be made of, in a case that the viewer's agency carries and whose last one was refused. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            HandBack last = last(viewer, caseId);
            audit.read(
                    viewer,
                    "hand-back.form",
                    Evaluations.subjects(last.household(), last.persons()),
                    Detail.NONE.item(last.id()));
            return new Ground(standing, last, evaluations.leads(viewer, standing, last.persons()), db.today(viewer));
        });
    }

    private HandBack last(Viewer.Staff viewer, UUID caseId) {
        return ofCase(viewer, caseId).stream().findFirst().orElseThrow(NotVisible::new);
    }

    /** 別のもどし先へ: another agency is asked, or the same once more. */
    public Decision<UUID> offerAgain(
            Viewer.Staff viewer, UUID caseId, AgencyId to, String remaining, String wishes, LocalDate followOn) {
        return db.transact(viewer, () -> {
            HandBack last = last(viewer, caseId);
            Decision<LocalDate> day = CaseDays.next(followOn, db.today(viewer));
            if (day instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            return offer(
                    viewer,
                    caseId,
                    CaseFlow.Step.OFFER_AGAIN,
                    new Offer(to, last.persons(), false, last.conferenceItem(), remaining, wishes, followOn),
                    "",
                    0);
        });
    }
}
