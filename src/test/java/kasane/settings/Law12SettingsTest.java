package kasane.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.settings.dated.InForce;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Law 12: the law changes; what was chosen keeps the words it was chosen with. */
@WithKasane
@Tag("sql")
@Promise("G5")
class Law12SettingsTest {

    private static final LocalDate BEFORE = LocalDate.of(2026, 3, 31);
    private static final LocalDate AFTER = LocalDate.of(2031, 4, 1);

    @Autowired
    InForce inForce;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Test
    void the_official_list_has_its_sixteen_items_in_order_with_words_for_the_counter() {
        List<Codes.Code> issues = inForce.list("issue", BEFORE);
        assertThat(issues)
                .hasSize(16)
                .extracting(Codes.Code::code)
                .startsWith("01", "02")
                .endsWith("15", "16");
        assertThat(issues.getFirst().label()).isEqualTo("病気や健康、障害のこと");
        assertThat(issues.getFirst().shortLabel()).isEqualTo("からだ・こころ・障害");
        assertThat(inForce.list("issue-national", BEFORE)).hasSize(27);
        assertThat(issues.stream().map(Codes.Code::nationalCode).filter(code -> !code.isEmpty()))
                .isSubsetOf(inForce.list("issue-national", BEFORE).stream()
                        .map(Codes.Code::code)
                        .toList());
    }

    @Test
    void a_code_renamed_in_a_new_edition_keeps_its_old_words_on_old_rows_and_on_earlier_days() throws Exception {
        asSuperuser("""
                insert into settings.code (list, edition, code, label, sort, valid_from) values
                  ('law12', 1, 'A', '精神薄弱', 10, '2021-04-01'), ('law12', 1, 'B', '身体障害', 20, '2021-04-01'),
                  ('law12', 2, 'A', '知的障害', 10, '2026-04-01'), ('law12', 2, 'C', '難病', 30, '2026-04-01');
                update settings.code set valid_until = '2026-03-31' where list = 'law12' and edition = 1 and code = 'A';
                update settings.code set valid_until = '2030-03-31' where list = 'law12' and edition = 1 and code = 'B';
                update settings.revision set no = no + 1;
                """);
        inForce.follow();
        assertThat(inForce.edition("law12", BEFORE)).isEqualTo(1);
        assertThat(inForce.edition("law12", AFTER)).isEqualTo(2);
        assertThat(inForce.list("law12", BEFORE)).extracting(Codes.Code::label).containsExactly("精神薄弱", "身体障害");
        assertThat(inForce.list("law12", LocalDate.of(2026, 4, 1)))
                .extracting(Codes.Code::label)
                .containsExactly("知的障害", "身体障害", "難病");
        assertThat(inForce.list("law12", AFTER)).extracting(Codes.Code::code).containsExactly("A", "C");
        assertThat(inForce.label("law12", "A", 1)).isEqualTo("精神薄弱");
        assertThat(inForce.label("law12", "A", 2)).isEqualTo("知的障害");
        assertThat(inForce.label("law12", "B", 2))
                .as("not renamed, and gone since")
                .isEqualTo("身体障害");
        assertThat(inForce.list("law12", LocalDate.of(1999, 1, 1)))
                .as("before the first edition")
                .hasSize(2);
    }

    @Test
    void a_clock_that_has_changed_counts_for_steps_that_begin_afterwards() throws Exception {
        asSuperuser("""
                insert into settings.clock (key, title, amount, unit, valid_from) values
                  ('law12', '試し', 14, 'DAY', '2021-04-01'), ('law12', '試し', 7, 'DAY', '2026-04-01');
                update settings.revision set no = no + 1;
                """);
        inForce.follow();
        assertThat(inForce.due("law12", BEFORE)).isEqualTo(LocalDate.of(2026, 4, 14));
        assertThat(inForce.due("law12", LocalDate.of(2026, 4, 1))).isEqualTo(LocalDate.of(2026, 4, 8));
    }

    @Test
    void the_public_holidays_of_four_years_are_known_and_a_sunday_moves_on() {
        assertThat(inForce.isOpen(LocalDate.of(2026, Month.SEPTEMBER, 22))).isFalse();
        assertThat(inForce.isOpen(LocalDate.of(2027, Month.MARCH, 22))).isFalse();
        assertThat(inForce.isOpen(LocalDate.of(2028, Month.DECEMBER, 29))).isFalse();
        assertThat(inForce.due("referral.receipt", LocalDate.of(2026, 6, 12))).isEqualTo(LocalDate.of(2026, 6, 16));
        assertThat(inForce.due("referral.receipt-urgent", LocalDate.of(2026, 6, 13)))
                .isEqualTo(LocalDate.of(2026, 6, 13));
    }

    @Test
    void only_a_system_administrator_may_change_a_setting_in_the_database_too() {
        Viewer.Staff counter = People.viewer(connections, "zei");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> db.run(counter, () -> db.sql(counter, """
                                insert into settings.label (key, text, valid_from) values ('disability', '障碍', '2026-01-01')
                                """).update()))
                .hasStackTraceContaining("row-level security");
        assertThat(db.transact(
                        counter,
                        () -> db.sql(counter, "update settings.revision set no = no + 1")
                                .update()))
                .isZero();
    }

    private void asSuperuser(String sql) throws Exception {
        try (Connection connection = connections.open(connections.requireSuperuser());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
