package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.PartialDate;
import kasane.sharing.Basis;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithKasane
@Tag("sql")
@Promise({"G7", "G10"})
class Law01BasisTest {

    @Autowired
    Connections connections;

    @Autowired
    Referrals referrals;

    @Autowired
    Grants grants;

    @Autowired
    Consents consents;

    @Autowired
    Db db;

    private Viewer.Staff tax;
    private Viewer.Staff houkatsu;
    private Viewer.Staff jiritsu;

    @BeforeEach
    void people() {
        tax = People.viewer(connections, "zei");
        houkatsu = People.viewer(connections, "houkatsu");
        jiritsu = People.viewer(connections, "jiritsu");
    }

    private Decision<UUID> send(
            Viewer.Staff to, SendingRule.Answer answer, @org.jspecify.annotations.Nullable UUID previous) {
        return db.transact(
                tax,
                () -> referrals.send(
                        tax,
                        new Referrals.Written(
                                "架空谷 ネモト",
                                "",
                                "",
                                "窓口で会える",
                                List.of("03"),
                                "03",
                                to.agency(),
                                "生活費がない",
                                PartialDate.UNKNOWN,
                                "",
                                "",
                                "",
                                null,
                                false,
                                answer,
                                Consents.Method.SPOKEN,
                                false,
                                answer == SendingRule.Answer.DANGER ? "LIFE" : "",
                                answer == SendingRule.Answer.DANGER ? "倒れている" : "",
                                previous,
                                null)));
    }

    /** How many rows of the table about the sheet the viewer sees, as the application's role and without any WHERE of ours. */
    private int seen(Viewer.Staff viewer, String table, String column, UUID id) {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            bind(connection, viewer);
            try (PreparedStatement count =
                    connection.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
                count.setObject(1, id);
                try (ResultSet rs = count.executeQuery()) {
                    rs.next();
                    return rs.getInt(1);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(Connection connection, Viewer.Staff viewer) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement("""
                select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),
                       set_config('kasane.duties', ?, true), set_config('kasane.purpose', '', true),
                       set_config('kasane.now', ?, true)
                """)) {
            bind.setString(1, viewer.agency().value().toString());
            bind.setString(2, viewer.staff().value().toString());
            bind.setString(3, viewer.duties().stream().map(Enum::name).collect(Collectors.joining(",")));
            bind.setString(4, TestClock.START.plusSeconds(1).toString());
            bind.execute();
        }
    }

    private List<Grants.Given> grants(UUID id) {
        return db.transact(
                tax,
                () -> grants.of(tax, referrals.read(tax, id).sheet().household()).stream()
                        .filter(grant -> id.equals(grant.item()))
                        .toList());
    }

    @Test
    void a_sheet_is_seen_by_its_addressee_and_by_nobody_else_and_the_grant_names_the_consent() {
        UUID id = send(houkatsu, SendingRule.Answer.GIVEN, null).orElseThrow();
        assertThat(referrals.read(houkatsu, id).sheet().name()).isEqualTo("架空谷 ネモト");
        assertThatThrownBy(() -> referrals.read(jiritsu, id)).isInstanceOf(NotVisible.class);
        assertThat(seen(tax, "referral.sheet", "id", id)).isEqualTo(1);
        assertThat(seen(houkatsu, "referral.sheet", "id", id)).isEqualTo(1);
        for (String login : List.of("jiritsu", "shougai", "kodomo", "suishin", "kacho", "gakkou", "system")) {
            Viewer.Staff other = People.viewer(connections, login);
            assertThat(seen(other, "referral.sheet", "id", id)).as(login).isZero();
            assertThat(seen(other, "referral.pub_today", "item_id", id))
                    .as(login)
                    .isZero();
            assertThat(seen(other, "referral.pub_timeline", "item_id", id))
                    .as(login)
                    .isZero();
            assertThat(seen(other, "tasks.task", "item_id", id)).as(login).isZero();
        }
        assertThat(grants(id)).hasSize(2).allSatisfy(grant -> {
            assertThat(grant.basis()).isEqualTo(Basis.CONSENT);
            assertThat(grant.consent()).isNotNull();
            assertThat(grant.person()).isNotNull();
        });
    }

    @Test
    void without_a_grant_row_nothing_is_seen_and_the_senders_household_is_never_opened() {
        UUID id = send(houkatsu, SendingRule.Answer.DANGER, null).orElseThrow();
        SheetStore.Sheet sheet = referrals.read(tax, id).sheet();
        assertThat(seen(
                        houkatsu,
                        "register.household",
                        "household_id",
                        sheet.household().value()))
                .isZero();
        assertThat(seen(houkatsu, "register.person", "person_id", sheet.person().value()))
                .isZero();
        Grants.Given given = grants(id).stream()
                .filter(grant -> grant.agency().equals(houkatsu.agency()))
                .findFirst()
                .orElseThrow();
        assertThat(given.basis()).isEqualTo(Basis.PROTECTION_OF_LIFE);
        db.run(tax, () -> assertThat(grants.end(tax, given.id(), "test")).isTrue());
        assertThat(seen(houkatsu, "referral.sheet", "id", id)).isZero();
        assertThatThrownBy(() -> referrals.read(houkatsu, id)).isInstanceOf(NotVisible.class);
    }

    @Test
    void another_sheet_of_the_same_household_is_not_seen_by_the_first_addressee() {
        UUID first = send(houkatsu, SendingRule.Answer.GIVEN, null).orElseThrow();
        take(houkatsu, first, ReferralFlow.Step.RECEIVE);
        db.run(
                houkatsu,
                () -> assertThat(referrals
                                .decline(houkatsu, first, "OUT_OF_SCOPE", jiritsu.agency(), "")
                                .isAllowed())
                        .isTrue());
        UUID second = send(jiritsu, SendingRule.Answer.GIVEN, first).orElseThrow();
        assertThat(referrals.read(tax, second).sheet().household())
                .isEqualTo(referrals.read(tax, first).sheet().household());
        assertThat(seen(houkatsu, "referral.sheet", "id", second)).isZero();
        assertThat(seen(jiritsu, "referral.sheet", "id", first)).isZero();
        assertThat(seen(jiritsu, "referral.step", "referral_id", first)).isZero();
        assertThat(seen(jiritsu, "referral.sheet", "id", second)).isEqualTo(1);
    }

    @Test
    void nothing_leaves_without_a_yes_and_nothing_of_the_try_remains() {
        assertThat(send(houkatsu, SendingRule.Answer.NOT_YET, null).isAllowed()).isFalse();
    }

    @Test
    void the_consent_withdrawn_ends_the_sight_at_once_and_the_sender_closes_the_sheet() {
        UUID id = send(houkatsu, SendingRule.Answer.GIVEN, null).orElseThrow();
        take(houkatsu, id, ReferralFlow.Step.RECEIVE);
        SheetStore.Sheet sheet = referrals.read(tax, id).sheet();
        db.run(tax, () -> consents.withdraw(tax, java.util.Objects.requireNonNull(sheet.consent()), "ご本人の申し出"));
        assertThat(seen(houkatsu, "referral.sheet", "id", id)).isZero();
        assertThat(referrals.read(tax, id).basisEnded()).isTrue();
        Decision<ReferralFlow.State> ended =
                db.transact(tax, () -> referrals.end(tax, id, ReferralFlow.Step.WITHDRAW, "ご本人の申し出"));
        assertThat(ended.orElseThrow()).isEqualTo(ReferralFlow.State.WITHDRAWN);
        assertThat(referrals.read(tax, id).due()).as("no open work is left").isNull();
    }

    @Test
    void the_database_itself_refuses_a_step_of_the_other_side() {
        UUID id = send(houkatsu, SendingRule.Answer.GIVEN, null).orElseThrow();
        SheetStore.Sheet sheet = referrals.read(tax, id).sheet();
        assertThatThrownBy(() -> insertStep(tax, sheet, "ACCEPT")).hasMessageContaining("row-level security");
        assertThatThrownBy(() -> insertStep(jiritsu, sheet, "RECEIVE")).hasMessageContaining("row-level security");
        assertThatThrownBy(() -> insertStep(houkatsu, sheet, "CONFIRM")).hasMessageContaining("row-level security");
    }

    private void insertStep(Viewer.Staff viewer, SheetStore.Sheet sheet, String kind) throws SQLException {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            bind(connection, viewer);
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id, kind,
                      staff_id, at) values (gen_random_uuid(), ?, 5, ?, ?, ?, ?, ?, ?, gate.viewer_now())
                    """)) {
                insert.setObject(1, sheet.id());
                insert.setObject(2, sheet.household().value());
                insert.setObject(3, sheet.person().value());
                insert.setInt(4, viewer.agency().value());
                insert.setObject(5, sheet.id());
                insert.setString(6, kind);
                insert.setInt(7, viewer.staff().value());
                insert.executeUpdate();
            } finally {
                connection.rollback();
            }
        }
    }

    private void take(Viewer.Staff viewer, UUID id, ReferralFlow.Step step) {
        db.run(
                viewer,
                () -> assertThat(referrals.take(viewer, id, step).isAllowed()).isTrue());
    }
}
