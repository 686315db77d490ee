package kasane.referral.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.sharing.Subjects;
import kasane.tasks.Escalations;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A suspicion of abuse: its window and the one who told know of it, and nobody else, on no way. */
@WithKasane
@Tag("sql")
@Promise({"F1", "G7"})
class SuspicionTest {

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Suspicions suspicions;

    @Autowired
    Tasks tasks;

    @Autowired
    Escalations escalations;

    @Autowired
    Subjects subjects;

    @Autowired
    Grants grants;

    @Autowired
    TestClock clock;

    private Viewer.Staff teller;
    private Viewer.Staff window;

    @BeforeEach
    void people() {
        teller = People.viewer(connections, "houkatsu");
        window = People.viewer(connections, "kodomo");
    }

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    private static SuspicionStore.Told told(@Nullable AgencyId accused) {
        return new SuspicionStore.Told(
                "CHILD_ABUSE",
                "架空谷 ミライ",
                "7歳",
                "",
                "",
                SuspicionStore.Immediate.NO,
                "",
                "腕にあざがある",
                "",
                accused == null ? SuspicionStore.Accused.UNKNOWN : SuspicionStore.Accused.FACILITY,
                "",
                accused);
    }

    private UUID send() {
        return db.transact(teller, () -> suspicions.send(teller, told(null), null))
                .orElseThrow();
    }

    private int seen(Viewer.Staff viewer, String table, String column, UUID id) {
        try (Connection connection = bound(viewer);
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
            count.setObject(1, id);
            try (ResultSet rs = count.executeQuery()) {
                rs.next();
                return rs.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection bound(Viewer.Staff viewer) throws SQLException {
        Connection connection = connections.open(connections.app());
        connection.setAutoCommit(false);
        try (PreparedStatement bind = connection.prepareStatement("""
                select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),
                       set_config('kasane.duties', ?, true), set_config('kasane.purpose', '', true),
                       set_config('kasane.now', ?, true)
                """)) {
            bind.setString(1, viewer.agency().value().toString());
            bind.setString(2, viewer.staff().value().toString());
            bind.setString(3, viewer.duties().stream().map(Enum::name).collect(Collectors.joining(",")));
            bind.setString(4, clock.instant().plusSeconds(1).toString());
            bind.execute();
        }
        return connection;
    }

    @Test
    void only_its_window_and_the_one_who_told_see_it_and_no_colleague_of_theirs() {
        UUID id = send();
        assertThat(suspicions.read(window, id).window()).isTrue();
        assertThat(suspicions.read(teller, id).window()).isFalse();
        for (String login : List.of("houkatsu2", "jiritsu", "shougai", "suishin", "kacho", "gakkou", "zei", "system")) {
            Viewer.Staff other = People.viewer(connections, login);
            assertThatThrownBy(() -> suspicions.read(other, id)).as(login).isInstanceOf(NotVisible.class);
            assertThat(suspicions.list(other))
                    .as(login)
                    .noneMatch(line -> line.id().equals(id));
            assertThat(seen(other, "referral.suspicion", "id", id)).as(login).isZero();
            assertThat(seen(other, "referral.pub_today", "item_id", id))
                    .as(login)
                    .isZero();
            assertThat(seen(other, "tasks.task", "item_id", id)).as(login).isZero();
            assertThat(seen(other, "sharing.grant", "item_id", id)).as(login).isZero();
        }
        assertThat(seen(teller, "tasks.task", "item_id", id))
                .as("work of which only the window knows")
                .isZero();
    }

    @Test
    void whoever_told_learns_that_it_arrived_and_what_the_window_tells_and_nothing_else() {
        UUID id = send();
        db.run(window, () -> suspicions.receive(window, id).orElseThrow());
        db.run(
                window,
                () -> suspicions
                        .conclude(window, id, "SUPPORT", "所内で決めた", "安全を確かめました")
                        .orElseThrow());
        assertThat(suspicions.read(window, id).state()).isEqualTo(SuspicionFlow.State.CONCLUDED);
        Suspicions.Opened told = suspicions.read(teller, id);
        assertThat(told.state()).isEqualTo(SuspicionFlow.State.RECEIVED);
        assertThat(told.steps())
                .extracting(SuspicionStore.Taken::kind)
                .containsExactlyInAnyOrder(SuspicionStore.Kind.RECEIVE, SuspicionStore.Kind.TELL);
        assertThat(((Decision.Refused<?>) db.transact(teller, () -> suspicions.receive(teller, id)))
                        .reason()
                        .key())
                .isEqualTo("referral.refused.other-side");
    }

    @Test
    void the_window_has_it_the_same_day_and_when_it_is_late_nobody_learns_what_it_is() {
        UUID id = send();
        assertThat(suspicions.read(window, id).due()).isEqualTo(LocalDate.of(2026, 6, 15));
        clock.pass(Duration.ofDays(7));
        escalations.round();
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        List<Tasks.Task> late = db.transact(coordinator, () -> tasks.waiting(coordinator, 1000)).stream()
                .filter(task -> task.agency().equals(window.agency()))
                .toList();
        assertThat(late).anyMatch(task -> task.kind().equals("tasks.late"));
        assertThat(late).noneMatch(task -> task.kind().contains("report"));
        assertThat(late).noneMatch(task -> id.equals(task.item()));
    }

    @Test
    void an_agency_that_is_suspected_gets_nothing() {
        assertThat(((Decision.Refused<?>) db.transact(
                                teller, () -> suspicions.send(teller, told(window.agency()), window.agency())))
                        .reason()
                        .key())
                .isEqualTo("referral.refused.report-accused");
        assertThat(db.transact(teller, () -> suspicions.send(teller, told(window.agency()), null))
                        .isAllowed())
                .as("the only window of the town is the suspected one")
                .isFalse();
    }

    @Test
    void a_report_cannot_be_pointed_at_what_is_open_already_and_the_grants_it_gives_are_its_own() throws SQLException {
        UUID open = UUID.randomUUID();
        UUID household = db.transact(teller, () -> {
            HouseholdId own = subjects.household(teller);
            grants.give(
                    teller,
                    new Grants.Gift(
                            own,
                            null,
                            open,
                            List.of(teller.agency()),
                            Set.of(Category.REFERRAL),
                            Basis.JOINT_USE,
                            null,
                            null,
                            "test"));
            return own.value();
        });
        assertThatThrownBy(() -> insert(open, household, teller.staff().value()))
                .as("an item that is open already")
                .hasMessageContaining("not possible");
        assertThatThrownBy(() ->
                        insert(UUID.randomUUID(), household, window.staff().value()))
                .as("in somebody else's name")
                .hasMessageContaining("not possible");
    }

    private void insert(UUID id, UUID household, int staff) throws SQLException {
        try (Connection connection = bound(teller);
                PreparedStatement insert = connection.prepareStatement("""
                        insert into referral.suspicion (id, household_id, owner_agency, item_id, kind, kind_edition,
                          to_agency, sent_by, sent_at, sent_on, person, immediate, facts, accused)
                        values (?, ?, ?, ?, 'CHILD_ABUSE', 1, ?, ?, gate.viewer_now(), '2026-06-15', 'x', 'NO', 'x', 'OTHER')
                        """)) {
            insert.setObject(1, id);
            insert.setObject(2, household);
            insert.setInt(3, teller.agency().value());
            insert.setObject(4, id);
            insert.setInt(5, window.agency().value());
            insert.setInt(6, staff);
            insert.executeUpdate();
        }
    }
}
