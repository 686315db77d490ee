package kasane.home.succession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.home.succession.Succeeding.Kind;
import kasane.home.succession.Succeeding.Thing;
import kasane.home.succession.Successions.Choice;
import kasane.home.succession.Successions.NewPlan;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Law 8 and law 6 for 異動: after the day nothing hangs on nobody, and what is shut is told to no manager. */
@WithKasane
@Tag("sql")
@Promise("P11")
class Law08SuccessionTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Successions successions;

    @Autowired
    SuccessionStore store;

    @Autowired
    SuccessionQuery query;

    @Autowired
    SuccessionRounds rounds;

    @Autowired
    Households households;

    @Autowired
    Tasks tasks;

    @Autowired
    TestClock clock;

    private LeavingAgency town;
    private AsRole root;
    private AgencyId agency;
    private Viewer.Staff manager;
    private Viewer.Staff leaver;
    private Viewer.Staff colleague;
    private Viewer.Staff admitted;

    @BeforeEach
    void agency() {
        town = new LeavingAgency(connections, households);
        root = town.root;
        agency = town.agency;
        manager = town.manager;
        leaver = town.leaver;
        colleague = town.colleague;
        admitted = town.admitted;
    }

    @AfterEach
    void asBefore() {
        clock.set(TestClock.START);
        town.close();
    }

    private void work(@Nullable HouseholdId household) {
        UUID item = Ids.next();
        db.run(
                leaver,
                () -> tasks.open(
                        leaver,
                        new Tasks.NewTask(
                                "casework.monitor",
                                item,
                                agency,
                                household,
                                agency,
                                leaver.staff(),
                                TODAY.plusDays(20),
                                "/cases/" + item)));
    }

    /** Shuts the whole record for all but whoever leaves and these. */
    private void conceal(HouseholdId household, Viewer.Staff... also) {
        try (AsRole app = AsRole.staff(connections, leaver, clock.instant())) {
            app.run(
                    "select sharing.conceal(uuidv7(), ?, '{}', true, null, ?::int[])",
                    household.value(),
                    "{"
                            + Arrays.stream(also)
                                    .map(one -> "" + one.staff().value())
                                    .collect(Collectors.joining(","))
                            + "}");
        }
    }

    private void keepAway(Viewer.Staff who, HouseholdId household) {
        root.run(
                "insert into sharing.recusal (household_id, staff_id, owner_agency, declared_at)"
                        + " values (?, ?, ?, ?::timestamptz)",
                household.value(),
                who.staff().value(),
                agency.value(),
                TestClock.START.toString());
    }

    private UUID plan(LocalDate from, Viewer.@Nullable Staff to) {
        return plan(leaver, from, to);
    }

    private UUID plan(Viewer.Staff leaver, LocalDate from, Viewer.@Nullable Staff to) {
        return allowed(
                successions.plan(manager, new NewPlan(leaver.staff(), from, to == null ? null : to.staff(), true)));
    }

    private static <T> T allowed(Decision<T> decision) {
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        return ((Decision.Allowed<T>) decision).value();
    }

    private Map<Thing, Reason> choose(Viewer.Staff viewer, UUID plan, List<Choice> choices) {
        int version = db.transact(viewer, () -> successions.find(viewer, plan)).version();
        return successions.choose(viewer, plan, version, choices);
    }

    private static Choice choice(Kind kind, UUID item, HouseholdId household, Viewer.@Nullable Staff to) {
        return new Choice(new Thing(kind, item, household), new Succeeding.Wish(to == null ? null : to.staff()));
    }

    private long hangsOn(StaffId staff) {
        return root.number(
                        "select count(*) from casework.case_file where owner_agency = ? and staff_id = ?",
                        agency.value(),
                        staff.value())
                + root.number(
                        "select count(*) from intake.consultation where owner_agency = ? and outcome = ''"
                                + " and coalesce(keeper, written_by) = ?",
                        agency.value(),
                        staff.value())
                + root.number(
                        "select count(*) from tasks.task where assignee_agency = ? and assignee_staff = ?"
                                + " and done_at is null",
                        agency.value(),
                        staff.value());
    }

    private int holder(UUID caseId) {
        return (int) root.number("select staff_id from casework.case_file where id = ?", caseId);
    }

    private List<String> hat() {
        return root.texts(
                "select coalesce(valid_until::text, '') from access.hat where staff_id = ?",
                leaver.staff().value());
    }

    private List<Tasks.Task> today(Viewer.Staff viewer) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 500));
    }

    private static boolean tells(List<Tasks.Task> tasks, String kind) {
        return tasks.stream().anyMatch(task -> task.kind().equals(kind));
    }

    @Test
    void after_the_day_nothing_hangs_on_whoever_left_whatever_was_chosen() {
        Random random = new Random(11);
        List<HouseholdId> shut = new ArrayList<>();
        List<Choice> choices = new ArrayList<>();
        Viewer.Staff[] people = {colleague, manager, null, colleague};
        for (int i = 0; i < 12; i++) {
            HouseholdId household = town.household();
            UUID file = town.carried(household);
            UUID consultation = town.consultation(household);
            work(household);
            work(null);
            if (i % 4 == 3) {
                conceal(household, admitted);
                shut.add(household);
            } else if (i % 4 == 2) {
                keepAway(colleague, household);
            } else if (random.nextBoolean()) {
                choices.add(choice(Kind.CASE, file, household, people[random.nextInt(4)]));
                choices.add(choice(Kind.CONSULTATION, consultation, household, people[random.nextInt(4)]));
            }
        }
        UUID plan = plan(TODAY.plusDays(3), colleague);
        assertThat(choose(manager, plan, choices)).isEmpty();
        assertThat(rounds.round()).as("before the day").isZero();
        assertThat(hat()).containsExactly(TODAY.plusDays(2).toString());
        assertThat(hangsOn(leaver.staff())).isEqualTo(12 * 4 + 1);
        clock.pass(Duration.ofDays(3));
        assertThat(rounds.round()).isEqualTo(1);
        assertThat(rounds.round()).as("once").isZero();
        assertThat(hangsOn(leaver.staff())).isZero();
        assertThat(root.texts(
                        "select c.staff_id::text from casework.case_file c where c.owner_agency = ? and not exists"
                                + " (select from access.hat h where h.staff_id = c.staff_id and h.agency_id = c.owner_agency"
                                + " and h.valid_until is null)",
                        agency.value()))
                .as("cases of nobody")
                .isEmpty();
        assertThat(root.number(
                        "select count(*) from casework.case_file c join sharing.recusal r on r.household_id = c.household_id"
                                + " and r.staff_id = c.staff_id where c.owner_agency = ?",
                        agency.value()))
                .as("cases with somebody who keeps away")
                .isZero();
        for (HouseholdId household : shut) {
            assertThat(root.texts(
                            "select staff_id::text from casework.case_file where household_id = ?", household.value()))
                    .containsExactly("" + admitted.staff().value());
        }
        assertThat(root.number(
                        "select count(*) from sharing.grant where staff_id = ? and source = 'concealment' and ended_at is null",
                        leaver.staff().value()))
                .as("admissions of whoever left")
                .isZero();
        assertThat(tells(today(manager), SuccessionRounds.SETTLE)).isTrue();
        assertThat(tells(today(admitted), SuccessionRounds.CONFIRM)).isTrue();
    }

    @Test
    @Promise("P4")
    void a_record_that_is_shut_never_appears_to_a_manager_who_is_not_admitted() {
        HouseholdId open = town.household();
        town.carried(open);
        HouseholdId shut = town.household();
        UUID secret = town.carried(shut);
        town.consultation(shut);
        work(shut);
        conceal(shut, admitted);
        UUID plan = plan(TODAY, colleague);
        assertThat(choose(leaver, plan, List.of(choice(Kind.CASE, secret, shut, admitted))))
                .as("whoever leaves is admitted and names a successor who is")
                .isEmpty();
        assertThat(choose(leaver, plan, List.of(choice(Kind.CASE, secret, shut, colleague)))
                        .values())
                .extracting(Reason::key)
                .containsExactly("home.refused.kept-from");
        allowed(successions.write(leaver, plan, secret, null, new SuccessionStore.Words("見本の状況", "", "", "")));
        assertThat(seen(manager, plan)).isEqualTo(Set.of(open));
        assertThat(seen(leaver, plan)).isEqualTo(Set.of(open, shut));
        rounds.round();
        assertThat(holder(secret)).isEqualTo(admitted.staff().value());
        assertThat(seen(manager, plan)).isEqualTo(Set.of(open));
        assertThat(today(manager)).noneMatch(task -> shut.equals(task.household()));
        assertThat(today(admitted)).anyMatch(task -> shut.equals(task.household()));
        assertThat(db.transact(
                        manager,
                        () -> db.transact(manager, () -> successions.find(manager, plan))
                                .state()))
                .as("nothing is left to be settled: the number of what is shut tells nothing either")
                .isEqualTo(SuccessionFlow.State.FINISHED);
    }

    /** Every household of which the plan says anything to the viewer. */
    private Set<HouseholdId> seen(Viewer.Staff viewer, UUID plan) {
        return db.transact(viewer, () -> {
            Set<HouseholdId> seen = new java.util.HashSet<>();
            query.hanging(viewer, leaver.staff())
                    .forEach(one -> seen.add(one.thing().household()));
            store.lines(viewer, plan).forEach(one -> seen.add(one.thing().household()));
            store.notes(viewer, plan).forEach(one -> seen.add(one.household()));
            seen.remove(null);
            return seen;
        });
    }

    @Test
    void whoever_alone_opens_a_shut_record_does_not_leave_before_somebody_else_can() {
        HouseholdId shut = town.household();
        UUID secret = town.carried(shut);
        conceal(shut);
        UUID plan = plan(TODAY, colleague);
        assertThat(rounds.round()).isZero();
        assertThat(hat()).containsExactly("");
        assertThat(holder(secret)).isEqualTo(leaver.staff().value());
        try (AsRole app = AsRole.staff(connections, leaver, clock.instant())) {
            app.run("select sharing.admit(?, ?)", shut.value(), admitted.staff().value());
        }
        assertThat(rounds.round()).isEqualTo(1);
        assertThat(hat()).containsExactly(TODAY.minusDays(1).toString());
        assertThat(holder(secret)).isEqualTo(admitted.staff().value());
        assertThat(db.transact(manager, () -> successions.find(manager, plan)).state())
                .isEqualTo(SuccessionFlow.State.FINISHED);
    }

    @Test
    void a_successor_who_could_not_have_it_that_day_is_refused_at_the_line() {
        HouseholdId household = town.household();
        UUID file = town.carried(household);
        keepAway(colleague, household);
        UUID plan = plan(TODAY.plusDays(10), admitted);
        Viewer.Staff gone = town.person("見本沢さる");
        root.run(
                "update access.hat set valid_until = ? where staff_id = ?",
                TODAY,
                gone.staff().value());
        assertThat(choose(manager, plan, List.of(choice(Kind.CASE, file, household, colleague)))
                        .values())
                .extracting(Reason::key)
                .containsExactly("home.refused.kept-from");
        assertThat(choose(manager, plan, List.of(choice(Kind.CASE, file, household, gone)))
                        .values())
                .extracting(Reason::key)
                .containsExactly("home.refused.no-hat");
        // Work follows its case: whoever takes everything may be kept from it as long as somebody else takes the case.
        UUID other = plan(town.person("例島のく"), TODAY.plusDays(10), colleague);
        Thing work = new Thing(Kind.TASK, Ids.next(), household);
        assertThat(choose(manager, other, List.of(new Choice(work, null))).values())
                .extracting(Reason::key)
                .containsExactly("home.refused.kept-from");
        assertThat(choose(
                        manager, other, List.of(new Choice(work, null), choice(Kind.CASE, file, household, admitted))))
                .isEmpty();
        assertThat(successions.plan(manager, new NewPlan(admitted.staff(), TODAY.minusDays(1), null, true)))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void what_became_impossible_is_held_by_the_manager_and_settled_later() {
        HouseholdId household = town.household();
        UUID file = town.carried(household);
        HouseholdId other = town.household();
        UUID closed = town.carried(other);
        Viewer.Staff chosen = town.person("見本沢さる");
        UUID plan = plan(TODAY.plusDays(2), colleague);
        assertThat(choose(
                        manager,
                        plan,
                        List.of(
                                choice(Kind.CASE, file, household, chosen),
                                choice(Kind.CASE, closed, other, colleague))))
                .isEmpty();
        root.run(
                "update access.hat set valid_until = ? where staff_id = ?",
                TODAY,
                chosen.staff().value());
        root.run(
                "update casework.case_file set staff_id = ? where id = ?",
                admitted.staff().value(),
                closed);
        clock.pass(Duration.ofDays(2));
        rounds.round();
        assertThat(holder(file)).isEqualTo(manager.staff().value());
        assertThat(holder(closed))
                .as("another owner")
                .isEqualTo(admitted.staff().value());
        assertThat(tells(today(manager), SuccessionRounds.SETTLE)).isTrue();
        assertThat(successions.settle(manager, plan)).isInstanceOf(Decision.Refused.class);
        assertThat(choose(manager, plan, List.of(choice(Kind.CASE, file, household, colleague))))
                .isEmpty();
        rounds.round();
        assertThat(holder(file)).isEqualTo(colleague.staff().value());
        assertThat(tells(today(colleague), SuccessionRounds.CONFIRM)).isTrue();
        allowed(successions.settle(manager, plan));
        assertThat(tells(today(manager), SuccessionRounds.SETTLE)).isFalse();
    }

    @Test
    void a_plan_that_is_withdrawn_gives_the_hat_back_and_moves_nothing() {
        UUID file = town.carried(town.household());
        UUID plan = plan(TODAY.plusDays(1), colleague);
        rounds.round();
        assertThat(hat()).containsExactly(TODAY.toString());
        allowed(successions.withdraw(manager, plan));
        rounds.round();
        assertThat(hat()).containsExactly("");
        clock.pass(Duration.ofDays(2));
        rounds.round();
        assertThat(holder(file)).isEqualTo(leaver.staff().value());
        assertThat(tells(today(leaver), SuccessionRounds.WRITE)).isFalse();
    }

    @Test
    void a_plan_is_its_managers_and_whoevers_it_is_about_and_a_note_is_confirmed_by_whoever_took_the_case() {
        HouseholdId household = town.household();
        UUID file = town.carried(household);
        UUID plan = plan(TODAY, colleague);
        UUID note = allowed(
                successions.write(leaver, plan, file, null, new SuccessionStore.Words("見本の状況", "見本の約束", "", "")));
        Assertions.assertThatThrownBy(() -> db.transact(colleague, () -> successions.find(colleague, plan)))
                .isInstanceOf(NotVisible.class);
        rounds.round();
        assertThat(successions.confirm(manager, note)).isInstanceOf(Decision.Refused.class);
        allowed(successions.confirm(colleague, note));
        assertThat(tells(today(colleague), SuccessionRounds.CONFIRM)).isFalse();
        assertThat(db.transact(colleague, () -> successions.note(colleague, note))
                        .words()
                        .promised())
                .isEqualTo("見本の約束");
        // In another hat the one who wrote it reads none of it: what was written here is the agency's.
        Viewer.Staff elsewhere = new Viewer.Staff(leaver.staff(), town.agency("例示の別の機関"), Set.of(Duty.MANAGER));
        assertThat(db.transact(elsewhere, () -> store.note(elsewhere, note))).isEmpty();
        assertThat(db.transact(elsewhere, () -> store.find(elsewhere, plan))).isEmpty();
    }

    @Test
    void a_duty_passes_on_a_day_and_whoever_lacks_a_second_factor_is_told_of() {
        int duty = (int) root.number(
                "select d.id from access.duty d join access.hat h on h.id = d.hat_id where h.staff_id = ?",
                manager.staff().value());
        int hat = (int) root.number(
                "select id from access.hat where staff_id = ?",
                colleague.staff().value());
        String page = "/staff/" + manager.staff().value() + "/duties/" + duty + "/passing";
        Web system = Web.as(port, "system");
        assertThat(system.get(page).body()).contains("架空山つぐ（二つ目の確認は、まだ）");
        assertThat(system.post(page, page, Map.of("to", List.of("" + hat), "from", List.of("R8.6.1")))
                        .status())
                .isEqualTo(422);
        assertThat(system.post(page, page, Map.of("to", List.of("" + hat), "from", List.of("R8.6.20")))
                        .status())
                .isEqualTo(303);
        assertThat(root.texts(
                        "select h.staff_id || ' ' || d.valid_from || ' ' || coalesce(d.valid_until::text, '') from access.duty d"
                                + " join access.hat h on h.id = d.hat_id where h.agency_id = ? order by d.id",
                        agency.value()))
                .containsExactly(
                        manager.staff().value() + " 2020-01-01 2026-06-19",
                        colleague.staff().value() + " 2026-06-20 ");
        assertThat(Web.as(port, "houkatsu2").get(page).status()).isEqualTo(404);
    }

    @Test
    @Promise("P4")
    void whoever_answers_for_somebody_away_sees_their_work_for_that_time_and_nothing_that_is_shut() {
        HouseholdId open = town.household();
        HouseholdId shut = town.household();
        work(open);
        work(shut);
        conceal(shut);
        assertThat(today(colleague)).isEmpty();
        root.run(
                "insert into access.deputy (agency_id, staff_id, deputy_id, valid_from, valid_until) values (?, ?, ?, ?, ?)",
                agency.value(),
                leaver.staff().value(),
                colleague.staff().value(),
                TODAY,
                TODAY.plusDays(1));
        assertThat(today(colleague)).extracting(Tasks.Task::household).containsExactly(open);
        assertThat(today(admitted)).isEmpty();
        clock.pass(Duration.ofDays(2));
        assertThat(today(colleague)).isEmpty();
    }

    @Test
    void servers_that_round_at_the_same_time_hand_over_once() {
        IntStream.range(0, 5).forEach(i -> town.carried(town.household()));
        plan(TODAY, colleague);
        int effected = IntStream.range(0, 4).parallel().map(i -> rounds.round()).sum();
        assertThat(effected).isEqualTo(1);
        assertThat(root.number(
                        "select count(*) from tasks.task where assignee_staff = ? and kind = 'home.confirm-note'",
                        colleague.staff().value()))
                .isEqualTo(5);
    }
}
