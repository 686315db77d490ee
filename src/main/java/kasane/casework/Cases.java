package kasane.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Basis;
import kasane.sharing.Consents;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** ケース: beginning, its team, and every step until it has ended; each step in one transaction with its task and log. */
@Component
public class Cases {

    /** While it has the case, or is asked to take it, the lead does not leave. */
    private static final Set<CaseFlow.State> LED = EnumSet.of(CaseFlow.State.HANDING_BACK, CaseFlow.State.FOLLOW_UP);

    private final Db db;
    private final CaseStore store;
    private final Consents consents;
    private final Subjects subjects;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Cases(Db db, CaseStore store, Consents consents, Subjects subjects, Tasks tasks, Clocks clocks, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.consents = consents;
        this.subjects = subjects;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /**
     * A case to be begun; the agencies of the team that the consents do not cover are left out.
     *
     * @param request the 支援依頼 it begins with; null when whoever carried the one before reopens it
     */
    public record NewCase(
            HouseholdId household,
            Set<PersonId> persons,
            @Nullable UUID request,
            AgencyId referrer,
            List<AgencyId> team) {}

    /**
     * The file of a case; it names nobody.
     *
     * @param request the 支援依頼 it began with; null when it was reopened without one
     * @param former  the closed case that it follows
     */
    public record CaseFile(
            UUID id,
            HouseholdId household,
            AgencyId owner,
            String ownerName,
            AgencyId referrer,
            String referrerName,
            StaffId staff,
            String staffName,
            LocalDate begunOn,
            @Nullable UUID request,
            @Nullable UUID former) {}

    /** A step taken. */
    public record Taken(
            int no,
            CaseFlow.Step kind,
            Instant at,
            LocalDate doneOn,
            AgencyId agencyId,
            String agency,
            String staff,
            @Nullable AgencyId lead,
            String leadName,
            @Nullable LocalDate due,
            @Nullable UUID about,
            String code,
            int codeEdition) {}

    /** わけ: a code with its edition; empty where nobody had to say. */
    public record Why(String code, int edition) {
        /** Nobody had to say. */
        public static final Why NONE = new Why("", 0);
    }

    /**
     * An agency of the 支援チーム.
     *
     * @param afterStart joined after support began with the first 支援決定
     * @param joined     of {@code team-join}; none from the beginning
     * @param left       of {@code team-leave}
     */
    public record TeamMember(
            AgencyId agency,
            String name,
            String kind,
            Basis basis,
            LocalDate joinedOn,
            boolean afterStart,
            Why joined,
            @Nullable LocalDate leftOn,
            Why left) {}

    /**
     * A case as it stands.
     *
     * @param parties what the viewer is in it: may take the steps of these
     * @param lead    つぎの主担当 as named by the last step that named one
     * @param due     the last day of the open work
     */
    public record Standing(
            CaseFile file,
            List<Taken> steps,
            CaseFlow.State state,
            Set<CaseFlow.Party> parties,
            @Nullable AgencyId lead,
            @Nullable LocalDate due) {

        /** The steps that the viewer may take now. */
        public Set<CaseFlow.Step> open() {
            Set<CaseFlow.Step> open = EnumSet.noneOf(CaseFlow.Step.class);
            parties.forEach(party -> open.addAll(CaseFlow.FLOW.open(state, party)));
            return open;
        }

        /** つぎのモニタリング, as the last step after which the plan ran on says; null before the first 支援決定. */
        public @Nullable LocalDate nextMonitoring() {
            LocalDate day = null;
            List<CaseFlow.Step> until = new ArrayList<>();
            for (Taken step : steps) {
                until.add(step.kind());
                boolean sets = step.kind() == CaseFlow.Step.DECIDE
                        || step.kind() == CaseFlow.Step.MONITOR
                        || step.kind() == CaseFlow.Step.TAKE_UP && CaseFlow.FLOW.after(until) == CaseFlow.State.RUNNING;
                if (sets && step.due() != null) {
                    day = step.due();
                }
            }
            return day;
        }
    }

    /**
     * What a step brings along.
     *
     * @param doneOn when it was done; null for today
     * @param lead   つぎの主担当 that it names
     * @param due    the last day of what comes next; null for the clock of the new state
     * @param about  the plan, decision, monitoring, evaluation or hand-back behind it
     * @param code   of {@code closing-reason}
     */
    public record Happening(
            @Nullable LocalDate doneOn,
            @Nullable AgencyId lead,
            @Nullable LocalDate due,
            @Nullable UUID about,
            String code,
            int codeEdition) {

        /** Nothing but the record behind it. */
        public static Happening about(@Nullable UUID record) {
            return new Happening(null, null, null, record, "", 0);
        }

        /** The same with a last day for what comes next. */
        public Happening due(@Nullable LocalDate day) {
            return new Happening(doneOn, lead, day, about, code, codeEdition);
        }

        /** The same, naming the next lead. */
        public Happening lead(@Nullable AgencyId agency) {
            return new Happening(doneOn, agency, due, about, code, codeEdition);
        }

        /** The same, done on that day. */
        public Happening on(LocalDate day) {
            return new Happening(day, lead, due, about, code, codeEdition);
        }
    }

    /**
     * Begins a case in the viewer's agency; only one at a time is open for a household's record. One that was closed and is
     * only looked after comes to its end with it, and the new one names it.
     */
    public Decision<UUID> begin(Viewer.Staff viewer, NewCase file) {
        return db.transact(viewer, () -> {
            if (!mayBegin(viewer, file.household(), viewer.agency())) {
                return Decision.refuse(Reason.of("casework.refused.open-already"));
            }
            UUID id = Ids.next();
            Standing before =
                    ofHousehold(viewer, file.household()).stream().findFirst().orElse(null);
            store.add(viewer, id, file, before == null ? null : before.file().id());
            if (before != null && before.state() != CaseFlow.State.ENDED) {
                step(viewer, before.file().id(), CaseFlow.Step.REOPEN, Happening.about(id))
                        .orElseThrow();
            }
            LocalDate today = db.today(viewer);
            Coverage coverage = coverage(viewer, file.household());
            Set<AgencyId> team = new LinkedHashSet<>(List.of(file.referrer(), viewer.agency()));
            file.team().stream()
                    .filter(agency -> coverage.coversAny(agency, file.persons()))
                    .forEach(team::add);
            team.forEach(agency -> store.addMember(viewer, id, file.household(), agency, today, false, Why.NONE));
            store.addStep(viewer, id, file.household(), 1, CaseFlow.Step.BEGIN, Happening.about(file.request()));
            CaseFile begun = store.find(viewer, id).orElseThrow();
            openTask(viewer, begun, CaseFlow.State.PLANNING, null, null);
            audit.written(viewer, "case.begin", List.of(file.household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Whether a case can begin: none is open, or the open one was closed by this agency and is only looked after. */
    public boolean mayBegin(Viewer.Staff viewer, HouseholdId household, AgencyId carrier) {
        return openOf(viewer, household)
                .map(open -> open.state() == CaseFlow.State.FOLLOW_UP
                        && open.file().owner().equals(carrier))
                .orElse(true);
    }

    /** The case that follows a closed one, as far as the viewer may see it. */
    public Optional<UUID> successor(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.successor(viewer, id));
    }

    /** The case as it stands, or {@link NotVisible}; the page that shows it writes the log. */
    public Standing standing(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> standing(viewer, store.find(viewer, id).orElseThrow(NotVisible::new)));
    }

    /** The cases of a household's record, the newest first. */
    public List<Standing> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> store.ofHousehold(viewer, household).stream()
                        .map(file -> standing(viewer, file))
                        .toList());
    }

    /** The case of a household's record that has not ended. */
    public Optional<Standing> openOf(Viewer.Staff viewer, HouseholdId household) {
        return ofHousehold(viewer, household).stream()
                .filter(standing -> standing.state() != CaseFlow.State.ENDED)
                .findFirst();
    }

    private Standing standing(Viewer.Staff viewer, CaseFile file) {
        List<Taken> steps = store.steps(viewer, file.id());
        CaseFlow.State state =
                CaseFlow.FLOW.after(steps.stream().map(Taken::kind).toList());
        AgencyId lead = steps.stream()
                .map(Taken::lead)
                .filter(java.util.Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        Set<CaseFlow.Party> parties = EnumSet.noneOf(CaseFlow.Party.class);
        if (file.owner().equals(viewer.agency())) {
            parties.add(CaseFlow.Party.COORDINATOR);
        }
        if (viewer.has(Duty.MUNICIPAL_DECIDER)) {
            parties.add(CaseFlow.Party.DECIDER);
        }
        if (viewer.agency().equals(lead)) {
            parties.add(CaseFlow.Party.LEAD);
        }
        return new Standing(
                file, steps, state, parties, lead, tasks.due(viewer, file.id()).orElse(null));
    }

    /** 対象者 as far as the viewer may see them. */
    public Set<PersonId> persons(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> new LinkedHashSet<>(store.persons(viewer, id)));
    }

    /** 支援チーム, those who left last. */
    public List<TeamMember> team(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.team(viewer, id));
    }

    /** What the living consents on the household cover. */
    public Coverage coverage(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> Coverage.of(subjects.keeper(viewer, household), consents.of(viewer, household), db.now(viewer)));
    }

    /**
     * Whom the living consents still let see everybody the case is about; the agency that asked keeps their record. For
     * anybody who does not see all the consents these are the ones they know of.
     */
    public Set<AgencyId> seeing(Viewer.Staff viewer, Standing standing) {
        return db.transact(viewer, () -> {
            CaseFile file = standing.file();
            return coverage(viewer, file).agenciesOfAll(store.persons(viewer, file.id()));
        });
    }

    /** Whether the consents of everybody it is about let the agency that carries the case go on. */
    public boolean isCarried(Viewer.Staff viewer, Standing standing) {
        return db.transact(viewer, () -> {
            CaseFile file = standing.file();
            return coverage(viewer, file).carriesAll(file.owner(), store.persons(viewer, file.id()));
        });
    }

    /** The agency that takes the 支援決定 on the plans of the case; empty in a town where nobody is entrusted with it. */
    public Optional<AgencyId> decider(Viewer.Staff viewer, Standing standing) {
        return db.transact(
                viewer, () -> store.decider(viewer, standing.file().owner()).map(CaseStore.Owner::agency));
    }

    /** Those of everybody a case was ever about whose consent lets the agency that carries it go on. */
    public Set<PersonId> agreeing(Viewer.Staff viewer, Standing standing) {
        return db.transact(viewer, () -> {
            CaseFile file = standing.file();
            Coverage coverage = coverage(viewer, file);
            Set<PersonId> agreeing = new LinkedHashSet<>(store.everybody(viewer, file.id()));
            agreeing.removeIf(person -> !coverage.carries(file.owner(), person));
            return agreeing;
        });
    }

    private Coverage coverage(Viewer.Staff viewer, CaseFile file) {
        return Coverage.of(file.referrer(), consents.of(viewer, file.household()), db.now(viewer));
    }

    /** After the case has closed: a lead that no longer sees the household leaves its follow-up to whoever carries the case. */
    public void takeFollowUpBack(Viewer.Staff viewer, Standing standing, Set<AgencyId> seeing) {
        db.run(
                viewer,
                () -> CaseFlow.FLOW
                        .next(CaseFlow.State.FOLLOW_UP)
                        .ifPresent(next -> tasks.giveBack(
                                viewer,
                                standing.file().household(),
                                next.task(),
                                seeing,
                                clocks.due("case.review", db.today(viewer)))));
    }

    /** An agency joins the team; it must be covered by the consent of at least one of the persons. */
    public Decision<UUID> join(Viewer.Staff viewer, UUID id, AgencyId agency, LocalDate joinedOn, Why why) {
        return db.transact(viewer, () -> {
            Standing standing = own(viewer, id);
            if (joinedOn.isAfter(db.today(viewer))
                    || joinedOn.isBefore(standing.file().begunOn())) {
                return Decision.refuse(Reason.of("casework.refused.joined-when"));
            }
            if (!coverage(viewer, standing.file().household()).coversAny(agency, persons(viewer, id))) {
                return Decision.refuse(Reason.of("casework.refused.no-consent"));
            }
            boolean after = standing.steps().stream()
                    .anyMatch(step -> step.kind() == CaseFlow.Step.DECIDE
                            && !step.doneOn().isAfter(joinedOn));
            if (!store.addMember(viewer, id, standing.file().household(), agency, joinedOn, after, why)) {
                return Decision.refuse(Reason.of("casework.refused.member-already"));
            }
            audit.written(viewer, "case.team", List.of(standing.file().household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** An agency leaves the team; what it was granted ends with its consent, not with this. */
    public Decision<UUID> leave(Viewer.Staff viewer, UUID id, AgencyId agency, LocalDate leftOn, Why why) {
        return db.transact(viewer, () -> {
            Standing standing = own(viewer, id);
            if (agency.equals(standing.file().owner())) {
                return Decision.refuse(Reason.of("casework.refused.owner-stays"));
            }
            if (LED.contains(standing.state()) && agency.equals(standing.lead())) {
                return Decision.refuse(Reason.of("casework.refused.lead-stays"));
            }
            if (leftOn.isAfter(db.today(viewer)) || !store.leave(viewer, id, agency, leftOn, why)) {
                return Decision.refuse(Reason.of("casework.refused.left-when"));
            }
            audit.written(viewer, "case.team", List.of(standing.file().household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** A case that the viewer's agency carries, or {@link NotVisible}. */
    public Standing own(Viewer.Staff viewer, UUID id) {
        Standing standing = standing(viewer, id);
        if (!standing.file().owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return standing;
    }

    /** Takes a step: the state changes, the work before it is done, the next work is opened. */
    public Decision<CaseFlow.State> step(Viewer.Staff viewer, UUID id, CaseFlow.Step step, Happening what) {
        return db.transact(viewer, () -> {
            Standing standing = standing(viewer, id);
            Decision<CaseFlow.State> decision = CaseFlow.FLOW.take(standing.state(), step, standing.parties());
            if (decision instanceof Decision.Refused<CaseFlow.State>) {
                return decision;
            }
            CaseFile file = standing.file();
            int no = standing.steps().getLast().no() + 1;
            Set<PersonId> anew = isAnew(step) ? agreeing(viewer, standing) : Set.of();
            if (isAnew(step) && anew.isEmpty()) {
                return Decision.refuse(Reason.of("casework.refused.nobody-agrees"));
            }
            if (!store.addStep(viewer, id, file.household(), no, step, what)) {
                return Decision.refuse(Reason.of("casework.refused.meanwhile"));
            }
            store.addPersons(viewer, id, file.household(), anew, no);
            tasks.doneAll(viewer, id);
            CaseFlow.State now = decision.orElseThrow();
            openTask(viewer, file, now, what.lead() == null ? standing.lead() : what.lead(), what.due());
            audit.written(
                    viewer,
                    "case.step",
                    List.of(file.household()),
                    Detail.fields(step.name()).item(id));
            return decision;
        });
    }

    /** After these steps the case is about those alone whose consent lives then. */
    private static boolean isAnew(CaseFlow.Step step) {
        return step == CaseFlow.Step.RESUME || step == CaseFlow.Step.REVISE;
    }

    private void openTask(
            Viewer.Staff viewer,
            CaseFile file,
            CaseFlow.State state,
            @Nullable AgencyId lead,
            @Nullable LocalDate due) {
        CaseFlow.FLOW.next(state).ifPresent(next -> {
            // A town where nobody is entrusted with deciding must notice it: the coordinator then owns the work.
            CaseStore.Owner owner = switch (next.owner()) {
                case LEAD -> new CaseStore.Owner(lead == null ? file.owner() : lead, null);
                case DECIDER ->
                    store.decider(viewer, file.owner()).orElse(new CaseStore.Owner(file.owner(), file.staff()));
                case COORDINATOR -> new CaseStore.Owner(file.owner(), file.staff());
            };
            LocalDate day = due == null ? clocks.due(next.clock(), db.today(viewer)) : due;
            tasks.open(
                    viewer,
                    new Tasks.NewTask(
                            next.task(),
                            file.id(),
                            file.owner(),
                            file.household(),
                            owner.agency(),
                            owner.staff(),
                            state == CaseFlow.State.REVIEW ? day : whileAgreed(viewer, file, owner.agency(), day),
                            "/cases/" + file.id()));
        });
    }

    /** No clock runs past the consent by which its owner sees the case. */
    private LocalDate whileAgreed(Viewer.Staff viewer, CaseFile file, AgencyId owner, LocalDate day) {
        return coverage(viewer, file)
                .until(owner, store.persons(viewer, file.id()))
                .map(Consents::lastDay)
                .filter(last -> last.isBefore(day))
                .orElse(day);
    }
}
