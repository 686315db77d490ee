package kasane.collaboration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.collaboration.PlanRules.NewLine;
import kasane.conference.AgendaKind;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.sharing.Concealments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 支援プラン: its versions from the first draft to the end; each change in one transaction with its log. */
@Component
public class Plans {

    /** The kind of its items on an agenda. */
    static final String AGENDA = "collaboration.plan";

    private static final Plan.Words NO_WORDS = new Plan.Words("", "", "", "", "", "", "", "", "", "", "");

    private final Db db;
    private final PlanStore store;
    private final Cases cases;
    private final Codes codes;
    private final Clocks clocks;
    private final Concealments concealments;
    private final AuditTrail audit;

    Plans(
            Db db,
            PlanStore store,
            Cases cases,
            Codes codes,
            Clocks clocks,
            Concealments concealments,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.codes = codes;
        this.clocks = clocks;
        this.concealments = concealments;
        this.audit = audit;
    }

    /** A version as it is written: everything but its persons, who were fixed when it was begun. */
    public record Written(
            String kind,
            String participation,
            String outreach,
            LocalDate from,
            LocalDate until,
            LocalDate nextMonitoring,
            AgencyId lead,
            @Nullable AgencyId nextLead,
            Plan.Words words,
            List<NewLine> lines) {
        public Written {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A 議題 about a version.
     *
     * @param conclusion of {@code conference-conclusion}; empty as long as there is none
     * @param confirmed  its minutes are confirmed
     */
    public record Talk(UUID item, UUID meeting, LocalDate heldOn, String conclusion, int edition, boolean confirmed) {

        /** The page of the item. */
        public String path() {
            return "/conferences/" + meeting + "/items/" + item;
        }

        /** Whether the conference found the version fit. */
        public boolean foundFit() {
            return conclusion.equals("FIT") || conclusion.equals("FIT_AMENDED");
        }
    }

    /** A version, or {@link NotVisible}; the page that shows it writes the log. */
    public Plan find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.find(viewer, id).orElseThrow(NotVisible::new));
    }

    /** The versions of a case that the viewer may see, the newest first. */
    public List<Plan> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .flatMap(id -> store.find(viewer, id).stream())
                        .toList());
    }

    /** The version in force, as far as the viewer may see it. */
    public Optional<Plan> inForce(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.inForce(viewer, caseId).flatMap(id -> store.find(viewer, id)));
    }

    /** Where a version was or will be talked about, as far as the viewer may see it, the latest first. */
    public List<Talk> talks(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.talks(viewer, id));
    }

    /** One thing that a conference decided: what, who, until when. */
    public record Decided(
            int no, String what, String agency, @Nullable LocalDate due) {}

    /** What was decided where a version was talked about, as far as the viewer may see it. */
    public List<Decided> decided(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> store.decided(viewer, item));
    }

    /** What the viewer can do with a version now. */
    public Set<PlanFlow.Step> open(Viewer.Staff viewer, Plan plan) {
        return PlanFlow.FLOW.open(plan.state(), parties(viewer, plan));
    }

    private static Set<PlanFlow.Party> parties(Viewer.Staff viewer, Plan plan) {
        Set<PlanFlow.Party> parties = EnumSet.noneOf(PlanFlow.Party.class);
        if (plan.owner().equals(viewer.agency())) {
            parties.add(PlanFlow.Party.COORDINATOR);
        }
        if (viewer.has(Duty.MUNICIPAL_DECIDER)) {
            parties.add(PlanFlow.Party.DECIDER);
        }
        return parties;
    }

    /** The agencies that take part in the case today, with their names. */
    public Map<AgencyId, String> team(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Map<AgencyId, String> team = new LinkedHashMap<>();
            cases.team(viewer, caseId).stream()
                    .filter(member -> member.leftOn() == null)
                    .forEach(member -> team.put(member.agency(), member.name()));
            return team;
        });
    }

    /**
     * Begins a version for these persons, copying the newest one as far as it is about nobody else: what was said of
     * somebody who is left out must not reach those who know only of the others.
     */
    public Decision<UUID> begin(Viewer.Staff viewer, UUID caseId, Set<PersonId> persons, String kind) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            if (standing.state() != CaseFlow.State.PLANNING) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-case-not-planning"));
            }
            if (persons.isEmpty() || !cases.persons(viewer, caseId).containsAll(persons)) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-persons"));
            }
            if (concealments.bringsTogether(viewer, standing.file().household(), persons)) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-parties"));
            }
            Coverage coverage = cases.coverage(viewer, standing.file().household());
            if (!coverage.coversAll(viewer.agency(), persons)) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-no-consent"));
            }
            List<Plan> before = ofCase(viewer, caseId);
            before.stream()
                    .filter(plan -> PlanFlow.OPEN.contains(plan.state()))
                    .forEach(plan -> store.move(viewer, plan.id(), plan.state(), Plan.State.DROPPED));
            Plan last = before.isEmpty() ? ofFormer(viewer, standing.file()).orElse(null) : before.getFirst();
            UUID id = Ids.next();
            int no = before.isEmpty() ? 1 : before.getFirst().no() + 1;
            if (!store.begin(
                    viewer,
                    id,
                    caseId,
                    no,
                    standing.file().household(),
                    persons,
                    frame(
                            viewer,
                            kind,
                            last,
                            team(viewer, caseId).keySet(),
                            standing.file().referrer()))) {
                return Decision.refuse(Reason.of("collaboration.refused.plan-meanwhile"));
            }
            Plan plan = find(viewer, id);
            Plan.Words words = last == null || last.words() == null || !persons.containsAll(last.persons())
                    ? NO_WORDS
                    : last.words();
            store.words(viewer, plan, plan.version(), words, last == null ? List.of() : copied(last, plan));
            audit.written(viewer, "plan.begin", List.of(plan.household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** What was in force last in the closed case that this one follows. */
    private Optional<Plan> ofFormer(Viewer.Staff viewer, Cases.CaseFile file) {
        return file.former() == null
                ? Optional.empty()
                : ofCase(viewer, file.former()).stream()
                        .filter(plan -> plan.state() == Plan.State.ENDED)
                        .findFirst();
    }

    private static List<NewLine> copied(Plan last, Plan plan) {
        return lines(last).stream()
                .filter(line -> plan.persons().containsAll(line.persons()))
                .toList();
    }

    /** The lines of a version as they were typed. */
    private static List<NewLine> lines(Plan plan) {
        return plan.lines().stream()
                .map(line -> new NewLine(
                        line.no(),
                        line.persons(),
                        line.issue(),
                        line.goal(),
                        line.action(),
                        line.byFamily(),
                        line.agency(),
                        line.who(),
                        line.frequency(),
                        line.due()))
                .toList();
    }

    /** Whoever led before and has left the team leads no more. */
    private Plan.Frame frame(
            Viewer.Staff viewer, String kind, @Nullable Plan last, Set<AgencyId> team, AgencyId referrer) {
        LocalDate today = db.today(viewer);
        AgencyId nextLead = last == null ? referrer : last.frame().nextLead();
        return new Plan.Frame(
                kind,
                codes.edition("plan-kind", today),
                last == null ? "NO" : last.frame().participation(),
                last == null ? "NO" : last.frame().outreach(),
                codes.edition("use-choice", today),
                today,
                clocks.due("plan.period", today),
                clocks.due("monitoring", today),
                last == null || !team.contains(last.frame().lead())
                        ? referrer
                        : last.frame().lead(),
                nextLead == null || team.contains(nextLead) ? nextLead : null,
                null,
                null);
    }

    /** A version that the viewer's agency may write now, or {@link NotVisible}. */
    public Plan own(Viewer.Staff viewer, UUID id) {
        Plan plan = find(viewer, id);
        if (!plan.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return plan;
    }

    /** Whether the version can be written now: as a draft, or where the conference asked for an amendment. */
    public Decision<UUID> writable(Viewer.Staff viewer, Plan plan) {
        return db.transact(viewer, () -> {
            boolean amend = plan.state() == Plan.State.FIT
                    && store.talks(viewer, plan.id()).stream()
                            .filter(Talk::foundFit)
                            .findFirst()
                            .filter(talk -> talk.conclusion().equals("FIT_AMENDED"))
                            .isPresent();
            PlanFlow.Step step = amend ? PlanFlow.Step.AMEND : PlanFlow.Step.WRITE;
            return PlanFlow.FLOW
                    .take(plan.state(), step, parties(viewer, plan))
                    .flatMap(
                            state -> cases.coverage(viewer, plan.household()).coversAll(viewer.agency(), plan.persons())
                                    ? Decision.allow(plan.id())
                                    : Decision.refuse(Reason.of("collaboration.refused.plan-no-consent")));
        });
    }

    /** What has to be mended in the lines before they can be saved. */
    public List<PlanRules.Fault> faults(Viewer.Staff viewer, Plan plan, List<NewLine> lines) {
        return db.transact(
                viewer,
                () -> PlanRules.faults(
                        lines, plan.persons(), team(viewer, plan.caseId()), cases.coverage(viewer, plan.household())));
    }

    /** Saves a version; what was saved before is kept. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID id, int version, Written written) {
        return db.transact(viewer, () -> {
            Plan plan = own(viewer, id);
            Decision<UUID> writable = writable(viewer, plan);
            if (writable instanceof Decision.Refused<UUID>) {
                return writable;
            }
            List<PlanRules.Fault> faults = faults(viewer, plan, written.lines());
            if (!faults.isEmpty()) {
                return Decision.refuse(faults.getFirst().reason());
            }
            Map<String, Reason> days = PlanRules.days(written.from(), written.until(), written.nextMonitoring());
            if (!days.isEmpty()) {
                return Decision.refuse(days.values().iterator().next());
            }
            LocalDate today = db.today(viewer);
            Plan.Frame frame = new Plan.Frame(
                    written.kind(),
                    codes.edition("plan-kind", today),
                    written.participation(),
                    written.outreach(),
                    codes.edition("use-choice", today),
                    written.from(),
                    written.until(),
                    written.nextMonitoring(),
                    written.lead(),
                    written.nextLead(),
                    null,
                    null);
            if (!store.write(viewer, id, version, frame)) {
                throw new Stale();
            }
            store.words(
                    viewer,
                    plan,
                    version + 1,
                    written.words(),
                    written.lines().stream().filter(line -> !line.isEmpty()).toList());
            audit.written(viewer, "plan.write", List.of(plan.household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Why an agency cannot carry one more line under a goal of the version; empty where it can. */
    Optional<Reason> mayAdd(Viewer.Staff viewer, Plan plan, String goal, AgencyId agency) {
        return db.transact(
                viewer,
                () -> faults(viewer, plan, List.of(under(plan, 1, goal, "", agency, null))).stream()
                        .filter(fault -> fault.cell() == PlanRules.Cell.AGENCY)
                        .map(PlanRules.Fault::reason)
                        .findFirst());
    }

    /** A line about those whom the goal is about. */
    private static NewLine under(
            Plan plan, int no, String goal, String action, AgencyId agency, @Nullable LocalDate due) {
        Plan.Line first = plan.lines().stream()
                .filter(line -> line.goal().equals(goal))
                .findFirst()
                .orElseThrow(NotVisible::new);
        return new NewLine(no, first.persons(), first.issue(), goal, action, "", agency, "", "", due);
    }

    /** 会議の決定を行に: what the conference decided for a goal stands in the version that it found fit with amendments. */
    Decision<UUID> add(Viewer.Staff viewer, UUID id, List<AgendaKind.Conclusion.Resolved> resolved) {
        return db.transact(viewer, () -> {
            if (resolved.isEmpty()) {
                return Decision.allow(id);
            }
            Plan plan = own(viewer, id);
            List<NewLine> lines = new ArrayList<>(lines(plan));
            int no = lines.stream().mapToInt(NewLine::no).max().orElse(0);
            for (AgendaKind.Conclusion.Resolved one : resolved) {
                lines.add(under(plan, ++no, one.goal(), one.what(), one.agency(), one.due()));
            }
            Plan.Frame frame = plan.frame();
            Plan.Words words = plan.words();
            return write(
                    viewer,
                    id,
                    plan.version(),
                    new Written(
                            frame.kind(),
                            frame.participation(),
                            frame.outreach(),
                            frame.from(),
                            frame.until(),
                            frame.nextMonitoring(),
                            frame.lead(),
                            frame.nextLead(),
                            words == null ? NO_WORDS : words,
                            lines));
        });
    }

    /** ご本人の確認・申込. */
    public Decision<UUID> apply(Viewer.Staff viewer, UUID id, LocalDate on, Plan.Applied how) {
        return db.transact(viewer, () -> {
            Plan plan = own(viewer, id);
            if (on.isAfter(db.today(viewer))) {
                return Decision.refuse(Reason.of("collaboration.refused.done-not-yet"));
            }
            return PlanFlow.FLOW
                    .take(plan.state(), PlanFlow.Step.APPLY, parties(viewer, plan))
                    .map(state -> {
                        store.apply(viewer, id, on, how);
                        audit.written(viewer, "plan.application", List.of(plan.household()), Detail.NONE.item(id));
                        return id;
                    });
        });
    }

    /** Takes a step that needs no decision; the rule and the row agree, or nothing happens. */
    Decision<Plan.State> move(Viewer.Staff viewer, Plan plan, PlanFlow.Step step) {
        return PlanFlow.FLOW
                .take(plan.state(), step, parties(viewer, plan))
                .flatMap(to -> to == Plan.State.IN_FORCE || !store.move(viewer, plan.id(), plan.state(), to)
                        ? Decision.refuse(Reason.of("collaboration.refused.plan-meanwhile"))
                        : Decision.allow(to));
    }
}
