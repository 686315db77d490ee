package kasane.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kasane.operations.generate.GeneratedTown;
import kasane.operations.generate.TownSize;
import kasane.postgres.Connections;
import kasane.testing.MigratedDatabase;
import kasane.testing.Promise;
import kasane.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./kasane generate --size town}: as large as promised, the same every time, and under the same rule of sight. */
@Tag("smoke")
@Promise("G5")
class GeneratedTownTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static TestDatabase database;

    @BeforeAll
    static void generate() throws Exception {
        database = MigratedDatabase.create();
        try (Connection superuser = superuser(database)) {
            assertThat(GeneratedTown.isInhabited(superuser)).isFalse();
            GeneratedTown.fill(superuser, TownSize.TOWN, DAY);
            assertThat(GeneratedTown.isInhabited(superuser)).isTrue();
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void itHasAsManyOfEverythingAsPromised() throws SQLException {
        assertThat(one("select count(*) from register.person")).isEqualTo("1500");
        assertThat(one("select count(*) from register.household")).isEqualTo("600");
        assertThat(one("select count(*) from casework.contact_record")).isEqualTo("5000");
        assertThat(one("select count(*) from access.agency")).isEqualTo("25");
        assertThat(one("select count(*) from access.account")).isEqualTo("60");
        assertThat(one("select count(distinct household_id) from sharing.grant where source = 'team'"))
                .isEqualTo("120");
        assertThat(one("select count(*) from referral.sheet")).isEqualTo("120");
        assertThat(
                        one(
                                "select max(n) from (select count(*) as n from casework.contact_record group by household_id) x"))
                .isEqualTo("250");
        assertThat(one("""
                        select max(n) from (select count(distinct agency_id) as n from sharing.grant
                                            where item_id is null group by household_id) x
                        """)).isEqualTo("15");
    }

    @Test
    void everyNameIsVisiblyMadeUp() throws SQLException {
        assertThat(one("""
                        select count(*) from register.person
                        where family !~ '^(架空|例示|見本|模型|仮名|試作)' or given = '' or family_kana = ''
                        """)).isEqualTo("0");
        assertThat(one("select count(*) from register.person_secret where value not like '0000-%'"))
                .isEqualTo("0");
        assertThat(one("select count(*) from access.staff where name !~ '^(架空|例示|見本|模型|仮名|試作)'"))
                .isEqualTo("0");
    }

    @Test
    void nothingIsMissingThatAPageNeeds() throws SQLException {
        assertThat(one("select count(*) from register.person p where not exists (select from register.name_in_sight n"
                        + " where n.person_id = p.person_id and n.recipient = p.owner_agency)"))
                .isEqualTo("0");
        assertThat(one("select count(*) from tasks.task t where t.household_id is null or t.opened_at > '2026-11-06'"))
                .isEqualTo("0");
        assertThat(one("select count(*) from casework.contact_record where done_at > '2026-11-06 00:00+09'"))
                .isEqualTo("0");
        assertThat(one("""
                        select count(*) from access.staff s where not exists
                          (select from access.hat h join access.agency a on a.id = h.agency_id where h.staff_id = s.id)
                        """)).isEqualTo("0");
    }

    @Test
    void theSameDayGivesTheSameTown() throws Exception {
        try (TestDatabase again = MigratedDatabase.create()) {
            try (Connection superuser = superuser(again)) {
                GeneratedTown.fill(superuser, TownSize.TOWN, DAY);
            }
            for (String table : List.of(
                    "access.agency",
                    "access.staff",
                    "access.hat",
                    "register.person",
                    "register.household",
                    "register.membership",
                    "register.person_secret",
                    "sharing.consent",
                    "intake.consultation",
                    "casework.contact_record",
                    "referral.sheet",
                    "referral.step",
                    "tasks.task")) {
                String sum = "select md5(string_agg(t::text, '|' order by t::text)) from " + table + " t";
                assertThat(one(again, sum)).as(table).isEqualTo(one(database, sum));
            }
        }
    }

    @Test
    void itsOwnerSeesEveryHouseholdAndAStrangerNone() throws SQLException {
        Connections connections = database.connections();
        try (Connection app = connections.open(connections.app())) {
            app.setAutoCommit(false);
            for (int agency = 3; agency <= 25; agency++) {
                String own = "select count(*) from register.household where owner_agency = " + agency;
                assertThat(seen(app, agency, own)).as("own of " + agency).isEqualTo(one(own));
                String granted = """
                        select count(distinct h.household_id) from register.household h
                        join sharing.grant g on g.household_id = h.household_id
                        where g.item_id is null and g.agency_id = %d
                        """.formatted(agency);
                assertThat(seen(app, agency, "select count(*) from register.household"))
                        .as("all of " + agency)
                        .isEqualTo(one(granted));
            }
            assertThat(seen(app, 2, "select count(*) from register.household"))
                    .as("the administrators'")
                    .isEqualTo("0");
            for (List<String> pair : sample()) {
                String one = "select count(*) from register.household where household_id = '" + pair.getFirst() + "'";
                assertThat(seen(app, Integer.parseInt(pair.getLast()), one)).isEqualTo("0");
            }
        }
    }

    /** Households with an agency that no grant names. */
    private static List<List<String>> sample() throws SQLException {
        List<List<String>> pairs = new ArrayList<>();
        try (Connection superuser = superuser(database);
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select h.household_id, min(a.id) from register.household h cross join access.agency a
                        where a.id > 2 and not exists (select from sharing.grant g
                          where g.household_id = h.household_id and g.agency_id = a.id)
                        group by h.household_id order by h.household_id limit 40
                        """)) {
            while (rows.next()) {
                pairs.add(List.of(rows.getString(1), rows.getString(2)));
            }
        }
        assertThat(pairs).hasSize(40);
        return pairs;
    }

    private static String seen(Connection app, int agency, String sql) throws SQLException {
        try (PreparedStatement bind =
                app.prepareStatement("select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),"
                        + " set_config('kasane.now', '2026-11-05T03:00:00Z', true)")) {
            bind.setString(1, Integer.toString(agency));
            bind.setString(2, Integer.toString(agency));
            bind.execute();
        }
        String seen = value(app, sql);
        app.rollback();
        return seen;
    }

    private static String one(String sql) throws SQLException {
        return one(database, sql);
    }

    private static String one(TestDatabase of, String sql) throws SQLException {
        try (Connection superuser = superuser(of)) {
            return value(superuser, sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection superuser(TestDatabase of) throws SQLException {
        return of.connections().open(of.connections().requireSuperuser());
    }
}
