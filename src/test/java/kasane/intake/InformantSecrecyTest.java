package kasane.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Done;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.HouseholdId;
import kasane.sharing.Audience;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 通報者 stay hidden: in the use cases and as plain SQL in the role of the server. */
@WithKasane
@Tag("sql")
@Promise("G9")
class InformantSecrecyTest {

    @Autowired
    Db db;

    @Autowired
    Consultations consultations;

    @Autowired
    PhoneNotes notes;

    @Autowired
    Informants informants;

    @Autowired
    Grants grants;

    @Autowired
    Connections connections;

    private Viewer.Staff writer;
    private Viewer.Staff colleague;
    private Viewer.Staff writerInAnotherHat;
    private Viewer.Staff other;

    @BeforeEach
    void people() {
        writer = People.viewer(connections, "houkatsu");
        colleague = People.viewer(connections, "houkatsu2");
        other = People.viewer(connections, "kodomo");
        writerInAnotherHat = new Viewer.Staff(writer.staff(), other.agency(), Set.of());
    }

    @Test
    void only_the_writer_sees_a_hidden_name_and_only_in_the_hat_in_which_it_was_heard() {
        UUID id = receive(Caller.NEIGHBOUR, Caller.Wish.NOT_ASKED);
        assertThat(consultations.read(writer, id).informant()).isPresent();
        assertThat(consultations.read(colleague, id).informant()).isEmpty();
        assertThat(names(writer)).contains("隠田モトコ");
        assertThat(rows(writer, id)).isEqualTo(1);
        assertThat(rows(colleague, id)).isZero();
        assertThat(rows(writerInAnotherHat, id)).isZero();
        assertThat(rows(other, id)).isZero();
    }

    @Test
    void no_grant_on_the_household_or_the_consultation_opens_it_to_another_agency() {
        UUID id = receive(Caller.FAMILY, Caller.Wish.HIDE);
        Consultations.Consultation told = db.transact(writer, () -> consultations.own(writer, id));
        give(told.household(), null);
        give(told.household(), id);
        give(told.household(), item(id));
        assertThat(rows(other, id)).isZero();
        assertThatThrownBy(() -> consultations.read(other, id)).isInstanceOf(NotVisible.class);
        assertThat(timeline(other, told.household())).isZero();
        assertThat(timeline(writer, told.household())).isEqualTo(1);
    }

    @Test
    void whoever_knows_the_name_may_admit_a_colleague_and_nobody_else() {
        UUID id = receive(Caller.NEIGHBOUR, Caller.Wish.HIDE);
        assertThatThrownBy(() -> informants.admit(colleague, id, null, colleague.staff()))
                .isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> informants.admit(writer, id, null, other.staff()))
                .isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> admit(colleague, item(id), colleague.staff().value()))
                .isInstanceOf(SQLException.class);
        informants.admit(writer, id, null, colleague.staff());
        assertThat(rows(colleague, id)).isEqualTo(1);
    }

    @Test
    void nobody_gets_in_by_writing_a_row_with_the_key_of_somebody_elses_compartment() throws SQLException {
        UUID id = receive(Caller.NEIGHBOUR, Caller.Wish.HIDE);
        UUID item = item(id);
        Consultations.Consultation told = db.transact(writer, () -> consultations.own(writer, id));
        try (Connection connection = bound(colleague);
                PreparedStatement forge = connection.prepareStatement("""
                        insert into intake.informant (id, about_id, household_id, owner_agency, audience, item_id, concealed,
                          name, written_at, written_by)
                        values (gen_random_uuid(), gen_random_uuid(), ?, ?, 3, ?, true, 'x', ?::timestamptz, ?)
                        """)) {
            forge.setObject(1, told.household().value());
            forge.setInt(2, colleague.agency().value());
            forge.setObject(3, item);
            forge.setString(4, TestClock.START.toString());
            forge.setInt(5, colleague.staff().value());
            assertThat(forge.executeUpdate()).isEqualTo(1);
            connection.commit();
        }
        assertThat(rows(colleague, id)).isZero();
    }

    @Test
    void a_name_that_may_be_known_is_known_in_the_own_agency_only() {
        UUID id = receive(Caller.FAMILY, Caller.Wish.MAY_BE_KNOWN);
        assertThat(rows(colleague, id)).isEqualTo(1);
        assertThat(rows(other, id)).isZero();
        assertThat(rows(writerInAnotherHat, id)).isZero();
    }

    @Test
    void a_hidden_caller_of_a_phone_note_is_hidden_too() {
        UUID id = notes.write(writer, "隣の子の泣き声が毎晩する", new Informants.Named("隠田モトコ", "", ""), true);
        assertThat(notes.read(writer, id).informant()).isPresent();
        assertThat(notes.read(colleague, id).informant()).isEmpty();
        assertThatThrownBy(() -> notes.read(other, id)).isInstanceOf(NotVisible.class);
    }

    private UUID receive(Caller caller, Caller.Wish wish) {
        return consultations
                .receive(
                        writer,
                        new Consultations.NewConsultation(
                                new Consultations.About.Unknown("2丁目のアパートの方"),
                                new Done(TestClock.START.minusSeconds(600), true),
                                "PHONE",
                                "05",
                                caller,
                                new Informants.Named("隠田モトコ", "0000-10-0001", "となり"),
                                wish,
                                new Issues(List.of("09"), "09"),
                                "夜中に大きな声がする",
                                "",
                                "",
                                Urgency.WEEK,
                                List.of(),
                                Audience.OWN,
                                "",
                                null))
                .orElseThrow();
    }

    private void give(HouseholdId household, @org.jspecify.annotations.Nullable UUID item) {
        db.run(
                writer,
                () -> grants.give(
                        writer,
                        new Grants.Gift(
                                household,
                                null,
                                item,
                                List.of(other.agency()),
                                Set.of(Category.values()),
                                Basis.PROTECTION_OF_LIFE,
                                null,
                                null,
                                "test")));
    }

    private UUID item(UUID about) {
        try (Connection connection = connections.open(connections.requireSuperuser());
                PreparedStatement statement =
                        connection.prepareStatement("select item_id from intake.informant where about_id = ?")) {
            statement.setObject(1, about);
            try (ResultSet rs = statement.executeQuery()) {
                rs.next();
                return rs.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void admit(Viewer.Staff viewer, UUID item, int staff) throws SQLException {
        try (Connection connection = bound(viewer);
                PreparedStatement statement = connection.prepareStatement("select intake.admit_to_informant(?, ?)")) {
            statement.setObject(1, item);
            statement.setInt(2, staff);
            statement.execute();
            connection.commit();
        }
    }

    private List<String> names(Viewer.Staff viewer) {
        List<String> names = new java.util.ArrayList<>();
        try (Connection connection = bound(viewer);
                PreparedStatement statement = connection.prepareStatement("select name from intake.informant");
                ResultSet rs = statement.executeQuery()) {
            while (rs.next()) {
                names.add(rs.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private long rows(Viewer.Staff viewer, UUID about) {
        return count(viewer, "select count(*) from intake.informant where about_id = ?", about);
    }

    private long timeline(Viewer.Staff viewer, HouseholdId household) {
        return count(viewer, "select count(*) from intake.pub_timeline where household_id = ?", household.value());
    }

    private long count(Viewer.Staff viewer, String sql, UUID id) {
        try (Connection connection = bound(viewer);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet rs = statement.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection bound(Viewer.Staff viewer) throws SQLException {
        Connection connection = connections.open(connections.app());
        connection.setAutoCommit(false);
        try (PreparedStatement bind = connection.prepareStatement(
                "select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),"
                        + " set_config('kasane.duties', '', true), set_config('kasane.now', ?, true)")) {
            bind.setString(1, viewer.agency().value().toString());
            bind.setString(2, viewer.staff().value().toString());
            bind.setString(3, TestClock.START.plusSeconds(1).toString());
            bind.execute();
        }
        return connection;
    }
}
