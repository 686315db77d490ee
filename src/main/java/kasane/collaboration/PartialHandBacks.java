package kasane.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.conference.Agenda;
import kasane.conference.ConferenceFlow;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 一部のもどし: some people and some issues of a case are handed to an agency of the team, and the case goes on with the rest.
 * What was agreed to in the minutes is taken at once; otherwise it is an offer with a clock, and what is refused goes to
 * another agency, to the next conference, or stays.
 */
@Component
public class PartialHandBacks {

    private static final String OFFERED = "collaboration.part";
    private static final List<String> WORK =
            List.of(OFFERED, "collaboration.part-refused", "collaboration.part-conferred");

    /** Where a case is not, or no longer, supported by 多機関協働 as a whole. */
    private static final Set<CaseFlow.State> NOT_SUPPORTED = EnumSet.of(
            CaseFlow.State.HANDING_BACK,
            CaseFlow.State.WITHOUT_LEAD,
            CaseFlow.State.FOLLOW_UP,
            CaseFlow.State.REVIEW,
            CaseFlow.State.ENDED);

    private final Db db;
    private final PartialHandBackStore store;
    private final Cases cases;
    private final Agencies agencies;
    private final Agenda agenda;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    PartialHandBacks(
            Db db,
            PartialHandBackStore store,
            Cases cases,
            Agencies agencies,
            Agenda agenda,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.agencies = agencies;
        this.agenda = agenda;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /** A step taken. */
    public record Taken(int no, PartialHandBackFlow.Step kind, Instant at, String words, String agency, String staff) {}

    /**
     * One 一部のもどし.
     *
     * @param previous the one that was refused before it
     * @param topics   codes of {@code issue-national}
     * @param words    引き継ぐこと
     * @param agreed   its minutes say so; there is nothing to answer
     * @param meeting  the conference that decided it, as far as the viewer may see its item
     */
    public record Partial(
            UUID id,
            UUID caseId,
            HouseholdId household,
            Set<PersonId> persons,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            @Nullable UUID previous,
            AgencyId to,
            String toName,
            List<String> topics,
            int topicEdition,
            String words,
            boolean agreed,
            @Nullable UUID conferenceItem,
            @Nullable UUID meeting,
            @Nullable LocalDate heldOn,
            Instant offeredAt,
            List<Taken> steps,
            PartialHandBackFlow.State state) {
        public Partial {
            persons = Set.copyOf(persons);
            topics = List.copyOf(topics);
            steps = List.copyOf(steps);
        }

        /** Whether somebody still has to do something. */
        public boolean isOpen() {
            return !PartialHandBackFlow.FLOW.hasEnded(state);
        }
    }

    /**
     * What is to be handed back.
     *
     * @param agreed         a conference has it in its minutes
     * @param conferenceItem its item; null where no conference stands behind it
     */
    public record Offer(
            AgencyId to,
            Set<PersonId> persons,
            List<String> topics,
            String words,
            boolean agreed,
            @Nullable UUID conferenceItem,
            @Nullable UUID previous) {
        public Offer {
            persons = Set.copyOf(persons);
            topics = List.copyOf(topics);
        }
    }

    /** One that is opened; {@code due} is the last day of the open work. */
    public record Opened(
            Partial partial,
            Cases.Standing standing,
            Set<PartialHandBackFlow.Side> sides,
            @Nullable LocalDate due) {

        /** What the viewer may do now. */
        public Set<PartialHandBackFlow.Step> open() {
            return PartialHandBackFlow.FLOW.open(partial.state(), sides);
        }
    }

    /**
     * What the form stands on.
     *
     * @param persons of the case, whose consent lives
     * @param leads   the agencies of the team that may learn about at least one of them and have accounts, without the
     *                viewer's own
     * @param talks   what conferences have talked about in this case until today
     */
    public record Ground(
            Cases.Standing standing,
            Set<PersonId> persons,
            List<Cases.TeamMember> leads,
            Coverage coverage,
            List<Agenda.Entry> talks,
            LocalDate today) {}

    /** Whether part of a case that stands so can be handed back. */
    public static boolean mayOffer(CaseFlow.State state) {
        return !NOT_SUPPORTED.contains(state);
    }

    /** What can be handed back of a case that the viewer's agency carries. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            audit.read(
                    viewer,
                    "partial-hand-back.form",
                    Evaluations.subjects(ground.standing().file().household(), ground.persons()),
                    Detail.NONE.item(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing standing = cases.own(viewer, caseId);
        Coverage coverage = cases.coverage(viewer, standing.file().household());
        Set<PersonId> persons = new LinkedHashSet<>(cases.persons(viewer, caseId));
        persons.removeAll(coverage.missing(viewer.agency(), persons));
        LocalDate today = db.today(viewer);
        Set<AgencyId> reachable = agencies.withAccounts(viewer);
        return new Ground(
                standing,
                persons,
                cases.team(viewer, caseId).stream()
                        .filter(member -> member.leftOn() == null
                                && !member.agency().equals(viewer.agency())
                                && coverage.coversAny(member.agency(), persons)
                                && reachable.contains(member.agency()))
                        .toList(),
                coverage,
                agenda.ofCase(viewer, caseId).stream()
                        .filter(talk ->
                                !talk.heldOn().isAfter(today) && talk.state() != ConferenceFlow.State.CALLED_OFF)
                        .toList(),
                today);
    }

    /** もどす: at once where the minutes say that it was agreed to, otherwise as an offer. */
    public Decision<UUID> offer(Viewer.Staff viewer, UUID caseId, Offer offer) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Cases.CaseFile file = ground.standing().file();
            if (!mayOffer(ground.standing().state())) {
                return Decision.refuse(Reason.of("collaboration.refused.part-not-now"));
            }
            if (offer.persons().isEmpty() || !ground.persons().containsAll(offer.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            if (offer.topics().isEmpty() || offer.words().isBlank()) {
                return Decision.refuse(Reason.of("collaboration.refused.part-what"));
            }
            if (ground.leads().stream().noneMatch(member -> member.agency().equals(offer.to()))
                    || !ground.coverage().coversAll(offer.to(), offer.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.part-not-covered"));
            }
            if (offer.agreed()
                    && ground.talks().stream().noneMatch(talk -> talk.id().equals(offer.conferenceItem()))) {
                return Decision.refuse(Reason.of("collaboration.refused.part-no-minutes"));
            }
            UUID id = Ids.next();
            store.add(
                    viewer,
                    id,
                    caseId,
                    file.household(),
                    ground.standing().steps().getLast().no(),
                    offer,
                    codes.edition("issue-national", ground.today()));
            audit.written(
                    viewer,
                    "partial-hand-back.offer",
                    Evaluations.subjects(file.household(), offer.persons()),
                    Detail.NONE.item(id));
            Partial partial = find(viewer, id).partial();
            if (offer.agreed()) {
                return step(viewer, partial, PartialHandBackFlow.Step.AGREE, "", null);
            }
            openTask(viewer, partial, PartialHandBackFlow.State.OFFERED, null);
            return Decision.allow(id);
        });
    }

    /** One with the case it belongs to, or {@link NotVisible}; the page that shows it writes the log. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Partial found = store.find(viewer, id).orElseThrow(NotVisible::new);
            return new Opened(
                    found,
                    cases.standing(viewer, found.caseId()),
                    sides(viewer, found),
                    tasks.due(viewer, id).orElse(null));
        });
    }

    private static Set<PartialHandBackFlow.Side> sides(Viewer.Staff viewer, Partial partial) {
        Set<PartialHandBackFlow.Side> sides = EnumSet.noneOf(PartialHandBackFlow.Side.class);
        if (partial.from().equals(viewer.agency())) {
            sides.add(PartialHandBackFlow.Side.CARRIER);
        }
        if (partial.to().equals(viewer.agency())) {
            sides.add(PartialHandBackFlow.Side.RECEIVER);
        }
        return sides;
    }

    /** Those of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<Partial> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** 引き受け: from now on this part is the viewer's agency's; the case goes on with the rest. */
    public Decision<UUID> accept(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer, () -> step(viewer, find(viewer, id).partial(), PartialHandBackFlow.Step.ACCEPT, "", null));
    }

    /** 対応不可: back to 多機関協働, with the reason. */
    public Decision<UUID> refuse(Viewer.Staff viewer, UUID id, String words) {
        return db.transact(
                viewer,
                () -> words.isBlank()
                        ? Decision.refuse(Reason.of("collaboration.refused.why-not"))
                        : step(viewer, find(viewer, id).partial(), PartialHandBackFlow.Step.REFUSE, words, null));
    }

    /** 多機関協働で続ける: nobody else takes it, or it is not handed back after all. */
    public Decision<UUID> keep(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer, () -> step(viewer, find(viewer, id).partial(), PartialHandBackFlow.Step.KEEP, "", null));
    }

    /** 別の機関に頼む, after 対応不可; the new offer. */
    public Decision<UUID> askAnother(Viewer.Staff viewer, UUID id, AgencyId to, String words) {
        return db.transact(viewer, () -> {
            Partial refused = find(viewer, id).partial();
            return step(viewer, refused, PartialHandBackFlow.Step.ASK_ANOTHER, "", null)
                    .flatMap(done -> offer(
                            viewer,
                            refused.caseId(),
                            new Offer(
                                    to,
                                    refused.persons(),
                                    refused.topics(),
                                    words,
                                    false,
                                    refused.conferenceItem(),
                                    id)));
        });
    }

    /** つぎの会議にかける, after 対応不可; the page of the item. */
    public Decision<String> confer(Viewer.Staff viewer, UUID id, UUID meeting) {
        return db.transact(viewer, () -> {
            Partial refused = find(viewer, id).partial();
            LocalDate heldOn = agenda.upcoming(viewer).stream()
                    .filter(upcoming -> upcoming.meeting().equals(meeting))
                    .map(upcoming -> CaseDays.notBefore(upcoming.at().on(), db.today(viewer)))
                    .findFirst()
                    .orElse(null);
            if (heldOn == null) {
                return Decision.refuse(Reason.of("collaboration.refused.meeting-gone"));
            }
            return step(viewer, refused, PartialHandBackFlow.Step.CONFER, "", heldOn)
                    .flatMap(done -> agenda.put(viewer, meeting, PartialAgenda.KIND, id))
                    .map(item -> agenda.ofCase(viewer, refused.caseId()).stream()
                            .filter(entry -> entry.id().equals(item))
                            .findFirst()
                            .orElseThrow(NotVisible::new)
                            .path());
        });
    }

    /** A conference named the agency that takes it over, which agreed there or is asked. */
    Decision<UUID> named(Viewer.Staff viewer, Partial conferred, AgencyId to, boolean agreed, UUID item) {
        return step(viewer, conferred, PartialHandBackFlow.Step.ASK_ANOTHER, "", null)
                .flatMap(done -> offer(
                        viewer,
                        conferred.caseId(),
                        new Offer(
                                to,
                                conferred.persons(),
                                conferred.topics(),
                                conferred.words(),
                                agreed,
                                item,
                                conferred.id())));
    }

    /** Whether nothing of the household's case waits to be taken over: otherwise the whole is not handed on. */
    boolean isAllAnswered(Viewer.Staff viewer, HouseholdId household) {
        return WORK.stream()
                .allMatch(kind -> tasks.shown(viewer, household, kind).isEmpty());
    }

    /** What was offered to an agency that leaves the team is not handed to it after all. */
    void keepFrom(Viewer.Staff viewer, UUID caseId, AgencyId left) {
        for (Partial partial : ofCase(viewer, caseId)) {
            if (partial.to().equals(left) && partial.state() == PartialHandBackFlow.State.OFFERED) {
                step(viewer, partial, PartialHandBackFlow.Step.KEEP, "", null).orElseThrow();
            }
        }
    }

    /** The case went into review or has ended, which says what became of all that was offered. */
    void lapse(Viewer.Staff viewer, HouseholdId household) {
        WORK.forEach(kind -> tasks.endAll(viewer, household, kind));
    }

    private Decision<UUID> step(
            Viewer.Staff viewer,
            Partial partial,
            PartialHandBackFlow.Step step,
            String words,
            @Nullable LocalDate due) {
        return PartialHandBackFlow.FLOW
                .take(partial.state(), step, sides(viewer, partial))
                .flatMap(state -> {
                    if (!store.addStep(viewer, partial, partial.steps().size() + 1, step, words)) {
                        return Decision.refuse(Reason.of("collaboration.refused.meanwhile"));
                    }
                    tasks.doneAll(viewer, partial.id());
                    openTask(viewer, partial, state, due);
                    audit.written(
                            viewer,
                            "partial-hand-back.step",
                            Evaluations.subjects(partial.household(), partial.persons()),
                            Detail.fields(step.name()).item(partial.id()));
                    return Decision.allow(partial.id());
                });
    }

    private void openTask(
            Viewer.Staff viewer, Partial partial, PartialHandBackFlow.State state, @Nullable LocalDate due) {
        PartialHandBackFlow.FLOW
                .next(state)
                .ifPresent(next -> tasks.open(
                        viewer,
                        new Tasks.NewTask(
                                next.task(),
                                partial.id(),
                                partial.from(),
                                partial.household(),
                                next.owner() == PartialHandBackFlow.Side.RECEIVER ? partial.to() : partial.from(),
                                null,
                                due == null ? clocks.due(next.clock(), db.today(viewer)) : due,
                                "/partial-hand-backs/" + partial.id())));
    }
}
