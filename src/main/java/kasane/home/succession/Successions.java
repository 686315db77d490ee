package kasane.home.succession;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Hats;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Thing;
import kasane.home.succession.SuccessionStore.Line;
import kasane.home.succession.SuccessionStore.Note;
import kasane.home.succession.SuccessionStore.Plan;
import kasane.home.succession.SuccessionStore.Words;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Admissions;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 異動・引き継ぎ: planning who leaves and to whom everything passes, and the 引継書 of each case. */
@Component
class Successions {

    private static final int MOST = 50;

    private final Db db;
    private final SuccessionStore store;
    private final SuccessionQuery query;
    private final Hats hats;
    private final Admissions admissions;
    private final Cases cases;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    Successions(
            Db db,
            SuccessionStore store,
            SuccessionQuery query,
            Hats hats,
            Admissions admissions,
            Cases cases,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.query = query;
        this.hats = hats;
        this.admissions = admissions;
        this.cases = cases;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** What is planned: who leaves, from when others have it, and who takes everything; null for nobody yet. */
    record NewPlan(StaffId leaver, LocalDate from, @Nullable StaffId to, boolean endsHat) {}

    /** Whom one thing is meant for singly; without a wish it follows the one who takes everything. */
    record Choice(Thing thing, Succeeding.@Nullable Wish wish) {}

    /** The plans that the viewer sees: all of the agency for its manager, and one's own. */
    List<Plan> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            List<Plan> plans = store.list(viewer, MOST);
            audit.read(viewer, "succession.list", List.of());
            return plans;
        });
    }

    /** A plan of the viewer's agency, or {@link NotVisible}. */
    Plan find(Viewer.Staff viewer, UUID id) {
        return store.find(viewer, id).orElseThrow(NotVisible::new);
    }

    /** Plans it; whoever leaves is asked to write, and the day does the rest. */
    Decision<UUID> plan(Viewer.Staff viewer, NewPlan plan) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            Optional<Reason> refused = refused(viewer, plan);
            if (refused.isPresent()) {
                return Decision.refuse(refused.get());
            }
            if (store.isOpen(viewer, plan.leaver())) {
                return Decision.refuse(Reason.of("home.refused.planned-already"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, plan.leaver(), plan.from(), plan.to(), plan.endsHat());
            open(viewer, id, plan);
            audit.written(viewer, "succession.plan", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** The 引継書 are due by their clock, and at the latest on the last day. */
    private void open(Viewer.Staff viewer, UUID id, NewPlan plan) {
        LocalDate today = db.today(viewer);
        LocalDate due = clocks.due("succession.notes", today);
        LocalDate last = plan.from().minusDays(1);
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        SuccessionRounds.WRITE,
                        id,
                        viewer.agency(),
                        null,
                        viewer.agency(),
                        plan.leaver(),
                        last.isBefore(due) ? last.isBefore(today) ? today : last : due,
                        "/successions/" + id));
    }

    private Optional<Reason> refused(Viewer.Staff viewer, NewPlan plan) {
        if (plan.from().isBefore(db.today(viewer))) {
            return Optional.of(Reason.of("home.refused.day-passed"));
        }
        StaffId to = plan.to();
        List<Hats.Acting> staying = staying(viewer, plan.leaver(), plan.from());
        if (to != null && staying.stream().noneMatch(one -> one.id().equals(to))) {
            return Optional.of(Reason.of("home.refused.no-hat"));
        }
        if (staying.stream().noneMatch(Hats.Acting::manager) && to == null) {
            return Optional.of(Reason.of("home.refused.nobody-to-hold"));
        }
        return Optional.empty();
    }

    /** Those who act for the agency on the day and could take something over. */
    List<Hats.Acting> staying(Viewer.Staff viewer, StaffId leaver, LocalDate from) {
        return hats.acting(viewer, viewer.agency(), from).stream()
                .filter(one -> !one.id().equals(leaver))
                .toList();
    }

    /** Another day, another one who takes everything. */
    Decision<UUID> change(
            Viewer.Staff viewer, UUID id, int version, LocalDate from, @Nullable StaffId to, boolean ends) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            Plan plan = find(viewer, id);
            if (plan.state() != SuccessionFlow.State.PLANNED) {
                return Decision.refuse(Reason.of("home.refused.succession-ended"));
            }
            NewPlan changed = new NewPlan(plan.staff(), from, to, ends);
            Optional<Reason> refused = refused(viewer, changed);
            if (refused.isPresent()) {
                return Decision.refuse(refused.get());
            }
            store.change(viewer, id, version, from, to, ends);
            tasks.doneHere(viewer, SuccessionRounds.WRITE, id);
            open(viewer, id, changed);
            audit.written(viewer, "succession.change", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Nothing of it takes effect; what was written of cases stays with them. */
    Decision<UUID> withdraw(Viewer.Staff viewer, UUID id) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            find(viewer, id);
            if (!store.withdraw(viewer, id)) {
                return Decision.refuse(Reason.of("home.refused.succession-ended"));
            }
            tasks.doneHere(viewer, SuccessionRounds.WRITE, id);
            audit.written(viewer, "succession.withdraw", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /**
     * Names successors singly. Whoever could not have it on that day is refused, each at its own line; the keys of the answer
     * are the things that were refused.
     */
    Map<Thing, Reason> choose(Viewer.Staff viewer, UUID id, int version, List<Choice> choices) {
        return db.transact(viewer, () -> {
            Plan plan = find(viewer, id);
            Map<Thing, Reason> refused = refused(viewer, plan, choices);
            if (!refused.isEmpty()) {
                return refused;
            }
            store.touch(viewer, id, version);
            Set<HouseholdId> subjects = new LinkedHashSet<>();
            for (Choice choice : choices) {
                Succeeding.Wish wish = choice.wish();
                store.choose(viewer, id, choice.thing(), wish != null, wish == null ? null : wish.to());
                HouseholdId household = choice.thing().household();
                if (household != null) {
                    subjects.add(household);
                }
            }
            audit.written(viewer, "succession.choose", subjects, Detail.NONE.item(id));
            return Map.of();
        });
    }

    private Map<Thing, Reason> refused(Viewer.Staff viewer, Plan plan, List<Choice> choices) {
        LocalDate today = db.today(viewer);
        LocalDate day = plan.from().isBefore(today) ? today : plan.from();
        Set<StaffId> staying = new LinkedHashSet<>();
        staying(viewer, plan.staff(), day).forEach(one -> staying.add(one.id()));
        Map<StaffId, List<Thing>> meant = new HashMap<>();
        Map<Thing, Reason> refused = new HashMap<>();
        for (Choice choice : choices) {
            StaffId to = meant(plan, choice, choices);
            if (to != null && !staying.contains(to)) {
                refused.put(choice.thing(), Reason.of("home.refused.no-hat"));
            } else if (to != null) {
                meant.computeIfAbsent(to, staff -> new ArrayList<>()).add(choice.thing());
            }
        }
        meant.forEach((to, things) -> {
            Set<HouseholdId> kept = admissions.keptFrom(
                    viewer,
                    viewer.agency(),
                    to,
                    things.stream()
                            .map(Thing::household)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
            things.stream()
                    .filter(thing -> thing.household() != null && kept.contains(thing.household()))
                    .forEach(thing -> refused.put(thing, Reason.of("home.refused.kept-from")));
        });
        return refused;
    }

    /** As on the day: work that was not named singly follows the case or the consultation of its household. */
    private static @Nullable StaffId meant(Plan plan, Choice choice, List<Choice> choices) {
        Succeeding.Wish wish = choice.wish();
        if (wish != null) {
            return wish.to();
        }
        HouseholdId household = choice.thing().household();
        return choices.stream()
                .filter(other -> choice.thing().kind() == Succeeding.Kind.TASK
                        && other.thing().kind() != Succeeding.Kind.TASK
                        && household != null
                        && household.equals(other.thing().household()))
                .findFirst()
                .map(other -> Optional.ofNullable(meant(plan, other, choices)))
                .orElse(Optional.ofNullable(plan.to()))
                .orElse(null);
    }

    /** 残りをきめた: nothing is held any more. */
    Decision<UUID> settle(Viewer.Staff viewer, UUID id) {
        viewer.require(Duty.MANAGER);
        return db.transact(viewer, () -> {
            Plan plan = find(viewer, id);
            List<Line> lines = store.lines(viewer, id);
            if (lines.stream().anyMatch(line -> line.result() == Succeeding.Result.HELD)) {
                return Decision.refuse(Reason.of("home.refused.still-held"));
            }
            return SuccessionFlow.FLOW
                    .take(plan.state(), SuccessionFlow.Step.SETTLE, SuccessionFlow.Side.AGENCY)
                    .flatMap(next -> {
                        if (!store.finish(viewer, id)) {
                            return Decision.refuse(Reason.of("home.refused.succession-ended"));
                        }
                        tasks.doneHere(viewer, SuccessionRounds.SETTLE, id);
                        audit.written(viewer, "succession.settle", List.of(), Detail.NONE.item(id));
                        return Decision.allow(id);
                    });
        });
    }

    // ---- 引継書

    /** A case of whoever leaves, as its writer needs to see it. */
    Cases.Standing ofPlan(Viewer.Staff viewer, Plan plan, UUID caseId) {
        Cases.Standing standing = cases.own(viewer, caseId);
        if (plan.state() != SuccessionFlow.State.PLANNED
                || !standing.file().staff().equals(plan.staff())
                || !mayWrite(viewer, plan)) {
            throw new NotVisible();
        }
        return standing;
    }

    /** Whoever leaves writes, and the manager where they cannot. */
    static boolean mayWrite(Viewer.Staff viewer, Plan plan) {
        return plan.staff().equals(viewer.staff()) || viewer.has(Duty.MANAGER);
    }

    /** Writes the 引継書 of a case; {@code version} is null for the first words. */
    Decision<UUID> write(Viewer.Staff viewer, UUID id, UUID caseId, @Nullable Integer version, Words words) {
        return db.transact(viewer, () -> {
            Plan plan = find(viewer, id);
            HouseholdId household = ofPlan(viewer, plan, caseId).file().household();
            if (words.isEmpty()) {
                return Decision.refuse(Reason.of("home.refused.nothing-written"));
            }
            Optional<Note> before = store.noteOfCase(viewer, id, caseId);
            UUID note;
            if (before.isPresent()) {
                note = before.get().id();
                store.writeNote(viewer, note, version == null ? 0 : version, words);
            } else {
                note = store.addNote(viewer, plan, caseId, household, words);
            }
            audit.written(viewer, "succession.note", List.of(household), Detail.NONE.item(note));
            return Decision.allow(note);
        });
    }

    /** A 引継書 of the viewer's agency, or {@link NotVisible}. */
    Note note(Viewer.Staff viewer, UUID id) {
        return store.note(viewer, id).orElseThrow(NotVisible::new);
    }

    /** 引き継ぎました. */
    Decision<UUID> confirm(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Note note = note(viewer, id);
            if (!mayConfirm(viewer, note)) {
                return Decision.refuse(Reason.of("home.refused.not-yours"));
            }
            if (!store.confirm(viewer, id)) {
                return Decision.refuse(Reason.of("home.refused.note-confirmed"));
            }
            tasks.doneHere(viewer, SuccessionRounds.CONFIRM, id);
            audit.written(viewer, "succession.confirm", List.of(note.household()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Whoever has the case since. */
    static boolean mayConfirm(Viewer.Staff viewer, Note note) {
        return note.handedAt() != null
                && note.confirmedAt() == null
                && viewer.staff().equals(note.to());
    }
}
