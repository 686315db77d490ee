package kasane.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.files.Attachments;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.HouseholdId;
import kasane.sharing.Audience;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.sharing.Subjects;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Law 5: own notes stay own, through the use cases and as plain SQL in the role of the server. */
@WithKasane
@Tag("sql")
@Promise("G7")
class Law05OwnNotesTest {

    private static final byte[] PDF = "%PDF-1.7 秘密".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Autowired
    Db db;

    @Autowired
    Subjects subjects;

    @Autowired
    Grants grants;

    @Autowired
    ContactRecords records;

    @Autowired
    Attachments attachments;

    @Autowired
    Connections connections;

    private Viewer.Staff author;
    private Viewer.Staff colleague;
    private Viewer.Staff otherHat;
    private Viewer.Staff other;
    private HouseholdId household;

    @BeforeEach
    void people() {
        // 例題橋 works for the school and, in another hat, for 自立相談支援.
        author = People.viewer(connections, "gakkou", 0);
        otherHat = People.viewer(connections, "gakkou", 1);
        colleague = new Viewer.Staff(People.viewer(connections, "houkatsu").staff(), author.agency(), Set.of());
        other = People.viewer(connections, "houkatsu");
        household = db.transact(author, () -> subjects.household(author));
    }

    @Test
    void an_own_note_is_read_in_the_own_agency_and_nowhere_else_even_by_those_who_see_the_household() {
        UUID note = write(Audience.OWN);
        give();
        assertThat(seenBy(author, note)).isTrue();
        assertThat(seenBy(colleague, note)).isTrue();
        assertThat(seenBy(other, note)).isFalse();
        assertThat(count(other, note)).isZero();
        assertThat(count(colleague, note)).isEqualTo(1);
    }

    @Test
    void its_author_does_not_read_it_in_another_hat() {
        UUID note = write(Audience.OWN);
        assertThat(seenBy(otherHat, note)).isFalse();
        assertThat(count(otherHat, note)).isZero();
        assertThatThrownBy(() -> records.own(otherHat, note)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_team_note_needs_a_grant_of_its_kind_of_content() {
        UUID note = write(Audience.TEAM);
        assertThat(seenBy(other, note)).isFalse();
        give();
        assertThat(seenBy(other, note)).isTrue();
        assertThat(count(other, note)).isEqualTo(1);
        assertThat(count(otherHat, note)).isZero();
    }

    @Test
    void a_system_administrator_and_an_unbound_connection_see_nothing() throws SQLException {
        UUID note = write(Audience.TEAM);
        assertThat(count(new Viewer.Staff(author.staff(), author.agency(), Set.of(Duty.SYSTEM_ADMINISTRATOR)), note))
                .isZero();
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            assertThat(count(connection, "casework.contact_record", "id", note)).isZero();
        }
    }

    @Test
    void an_attachment_and_the_old_text_are_seen_like_the_record() {
        UUID note = write(Audience.OWN);
        UUID file = attach(note);
        ContactRecords.ContactRecord record = db.transact(author, () -> records.own(author, note));
        records.correct(author, note, 1, content("直した事実"), "聞きちがい");
        give();
        assertThat(db.transact(author, () -> records.revisions(author, note)))
                .singleElement()
                .satisfies(old -> {
                    assertThat(old.content()).isEqualTo(record.content());
                    assertThat(old.reason()).isEqualTo("聞きちがい");
                });
        assertThat(db.transact(other, () -> records.revisions(other, note))).isEmpty();
        assertThatThrownBy(() -> attachments.open(other, file)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> attachments.open(otherHat, file)).isInstanceOf(NotVisible.class);
        assertThat(attachments.open(colleague, file).content()).isEqualTo(PDF);
        assertThat(count(other, "casework.contact_record_revision", "record_id", note))
                .isZero();
        assertThat(count(other, "files.attachment", "id", file)).isZero();
        assertThat(count(colleague, "files.attachment", "id", file)).isEqualTo(1);
    }

    @Test
    void nobody_corrects_or_attaches_to_a_record_of_another_agency() {
        UUID note = write(Audience.TEAM);
        give();
        assertThatThrownBy(() -> records.correct(other, note, 1, content("別の文"), "理由"))
                .isInstanceOf(NotVisible.class);
        assertThat(update(other, note)).isZero();
        assertThat(update(author, note)).isEqualTo(1);
    }

    private UUID write(Audience audience) {
        return db.transact(author, () -> records.write(author, household, null, audience, content("玄関に請求書が5通あった")));
    }

    private UUID attach(UUID note) {
        return db.transact(
                author,
                () -> attachments
                        .add(author, ContactRecords.place(records.own(author, note)), "a.pdf", PDF)
                        .orElseThrow());
    }

    private static ContactRecords.Content content(String facts) {
        return new ContactRecords.Content(
                new Done(TestClock.START.minusSeconds(3600), true),
                "03",
                "本人",
                "自宅",
                facts,
                "家計の管理が難しい",
                "息子が全部やっている",
                ContactRecords.NextStep.NONE);
    }

    private void give() {
        db.run(
                author,
                () -> grants.give(
                        author,
                        new Grants.Gift(
                                household,
                                null,
                                null,
                                List.of(other.agency()),
                                Set.of(Category.IDENTITY, Category.LIFE),
                                Basis.PROTECTION_OF_LIFE,
                                null,
                                null,
                                "test")));
    }

    private boolean seenBy(Viewer.Staff viewer, UUID note) {
        boolean listed = records.of(viewer, household, false, null, null, 10).stream()
                .anyMatch(record -> record.id().equals(note));
        try {
            records.read(viewer, note);
            assertThat(listed).isTrue();
            return true;
        } catch (NotVisible hidden) {
            assertThat(listed).isFalse();
            return false;
        }
    }

    private long count(Viewer.Staff viewer, UUID note) {
        return count(viewer, "casework.contact_record", "id", note);
    }

    private long count(Viewer.Staff viewer, String table, String column, UUID id) {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            bind(connection, viewer);
            return count(connection, table, column, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int update(Viewer.Staff viewer, UUID note) {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            bind(connection, viewer);
            try (PreparedStatement statement =
                    connection.prepareStatement("update casework.contact_record set facts = 'x' where id = ?")) {
                statement.setObject(1, note);
                int updated = statement.executeUpdate();
                connection.rollback();
                return updated;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection connection, String table, String column, UUID id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from " + table + " where " + column + " = ?")) {
            statement.setObject(1, id);
            try (ResultSet rs = statement.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        }
    }

    private static void bind(Connection connection, Viewer.Staff viewer) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement(
                "select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),"
                        + " set_config('kasane.duties', ?, true), set_config('kasane.now', ?, true)")) {
            bind.setString(1, viewer.agency().value().toString());
            bind.setString(2, viewer.staff().value().toString());
            bind.setString(3, viewer.has(Duty.SYSTEM_ADMINISTRATOR) ? "SYSTEM_ADMINISTRATOR" : "");
            bind.setString(4, TestClock.START.toString());
            bind.execute();
        }
    }
}
