package kasane.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithKasane
@Tag("sql")
@Promise({"F1", "G10"})
class LateWorkTest {

    @Autowired
    Connections connections;

    @Autowired
    Tasks tasks;

    @Autowired
    Escalations escalations;

    @Autowired
    Db db;

    @Autowired
    TestClock clock;

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    private UUID open(Viewer.Staff by, AgencyId agency, Viewer.@org.jspecify.annotations.Nullable Staff person) {
        UUID item = Ids.next();
        db.run(
                by,
                () -> tasks.open(
                        by,
                        new Tasks.NewTask(
                                "referral.receive",
                                item,
                                by.agency(),
                                null,
                                agency,
                                person == null ? null : person.staff(),
                                LocalDate.of(2026, 6, 15),
                                "/referrals/" + item)));
        return item;
    }

    private Optional<Tasks.Task> waiting(Viewer.Staff viewer, UUID item) {
        return list(viewer).stream().filter(task -> item.equals(task.item())).findFirst();
    }

    private List<Tasks.Task> list(Viewer.Staff viewer) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 1000));
    }

    @Test
    void late_work_reaches_the_manager_and_then_the_coordinators_without_words_about_anybody() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Viewer.Staff worker = People.viewer(connections, "houkatsu");
        Viewer.Staff manager = People.viewer(connections, "houkatsu2");
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        Viewer.Staff stranger = People.viewer(connections, "shougai");
        UUID item = open(tax, worker.agency(), worker);
        assertThat(waiting(worker, item)).isPresent();
        assertThat(waiting(manager, item)).as("somebody else's work").isEmpty();

        clock.pass(Duration.ofDays(1));
        escalations.round();
        assertThat(waiting(manager, item)).isPresent();
        long before =
                list(coordinator).stream().filter(Tasks.Task::atCoordinator).count();

        clock.pass(Duration.ofDays(2));
        escalations.round();
        List<Tasks.Task> seen =
                list(coordinator).stream().filter(Tasks.Task::atCoordinator).toList();
        assertThat(seen).hasSizeGreaterThan((int) before);
        assertThat(seen)
                .filteredOn(task -> task.agency().equals(worker.agency()))
                .isNotEmpty()
                .allSatisfy(task -> {
                    assertThat(task.item()).isNull();
                    assertThat(task.household()).isNull();
                    assertThat(task.path()).isNull();
                });
        try (AsRole raw = AsRole.staff(connections, coordinator, clock.instant())) {
            assertThat(raw.number("select count(*) from tasks.task where item_id = ?::uuid", item.toString()))
                    .as("not even by SQL")
                    .isZero();
        }
        assertThat(list(stranger)).noneMatch(task -> item.equals(task.item()) || task.atCoordinator());

        db.run(
                worker,
                () -> assertThat(tasks.done(worker, "referral.receive", item)).isTrue());
        assertThat(waiting(manager, item)).isEmpty();
        db.run(
                worker,
                () -> assertThat(tasks.done(worker, "referral.receive", item))
                        .as("once")
                        .isFalse());
    }

    @Test
    void work_of_somebody_who_no_longer_acts_for_the_agency_belongs_to_all_of_it() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Viewer.Staff worker = People.viewer(connections, "houkatsu");
        Viewer.Staff gone = People.viewer(connections, "shougai");
        UUID item = open(tax, worker.agency(), gone);
        assertThat(waiting(worker, item)).isPresent();
    }

    @Test
    void work_of_an_agency_without_anybody_is_shown_to_the_coordinators_before_it_is_late() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        AgencyId nobody = new AgencyId(987_654);
        open(tax, nobody, null);
        escalations.round();
        assertThat(list(coordinator)).anyMatch(task -> task.agency().equals(nobody) && task.atCoordinator());
    }

    @Test
    void of_discreet_work_only_the_agency_that_has_it_knows_and_nobody_learns_what_it_is_when_it_is_late() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Viewer.Staff worker = People.viewer(connections, "houkatsu");
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        UUID item = Ids.next();
        db.run(
                tax,
                () -> tasks.openDiscreetly(
                        tax,
                        new Tasks.NewTask(
                                "referral.receive",
                                item,
                                worker.agency(),
                                null,
                                worker.agency(),
                                null,
                                LocalDate.of(2026, 6, 15),
                                "/referrals/" + item)));
        assertThat(waiting(worker, item)).isPresent();
        db.run(
                tax,
                () -> assertThat(tasks.done(tax, "referral.receive", item))
                        .as("who caused it neither sees nor ends it")
                        .isFalse());
        clock.pass(Duration.ofDays(7));
        escalations.round();
        assertThat(list(coordinator))
                .anyMatch(task ->
                        task.kind().equals("tasks.late") && task.agency().equals(worker.agency()));
        assertThat(waiting(coordinator, item)).isEmpty();
        db.run(
                worker,
                () -> assertThat(tasks.done(worker, "referral.receive", item)).isTrue());
    }

    @Test
    void a_third_agency_neither_sees_nor_closes_work() {
        Viewer.Staff tax = People.viewer(connections, "zei");
        Viewer.Staff worker = People.viewer(connections, "houkatsu");
        Viewer.Staff stranger = People.viewer(connections, "shougai");
        UUID item = open(tax, worker.agency(), null);
        assertThat(waiting(stranger, item)).isEmpty();
        db.run(stranger, () -> tasks.doneAll(stranger, item));
        assertThat(waiting(worker, item)).isPresent();
    }
}
