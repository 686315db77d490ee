package kasane.operations.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import kasane.shared.Kana;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Fills a migrated, empty database with people who visibly do not exist; the same ones for the same size and day. */
public final class GeneratedTown {

    /** The password of every account in it. */
    public static final String PASSWORD = "kasane-demo";

    private static final String SCRIPT = "/db/generate/town.sql";

    private static final List<String> WORDS = List.of("架空 かくう", "例示 れいじ", "見本 みほん", "模型 もけい", "仮名 かめい", "試作 しさく");

    private static final List<String> FIELDS = List.of(
            "山 やま", "川 がわ", "田 だ", "原 はら", "野 の", "沢 ざわ", "森 もり", "谷 たに", "島 じま", "橋 ばし", "坂 ざか", "浜 はま", "丘 おか",
            "池 いけ", "滝 たき", "岡 おか", "里 さと", "村 むら", "崎 さき", "林 ばやし");

    private static final List<String> GIVEN = List.of(
            "アオイ", "アキラ", "アサヒ", "イズミ", "イブキ", "カオル", "カスミ", "カナメ", "シノブ", "ジュン", "スバル", "ソラ", "チアキ", "チヒロ", "ツバサ",
            "トモミ", "ナギサ", "ノゾミ", "ハルカ", "ヒカリ", "ヒナタ", "ヒロミ", "マコト", "マサミ", "ミチル", "ミドリ", "ユウキ", "リツ", "ルイ", "レイ");

    private GeneratedTown() {}

    /** Whether anybody is recorded already: people, staff or agencies. */
    public static boolean isInhabited(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet found = statement.executeQuery("select exists (select from register.person)"
                        + " or exists (select from access.staff) or exists (select from access.agency)")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** Writes the town in one transaction; the connection is a superuser's, because policies bind the owner too. */
    public static void fill(Connection superuser, TownSize size, LocalDate today) throws SQLException, IOException {
        superuser.setAutoCommit(true);
        try (Statement statement = superuser.createStatement()) {
            // A city takes longer than a page may.
            statement.execute("set transaction_timeout = 0");
            statement.execute("set statement_timeout = 0");
        }
        superuser.setAutoCommit(false);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                    create temp table gen_size (persons int, households int, cases int, records int, agencies int,
                      staff int, today date, hash text) on commit drop;
                    create temp table gen_word (no int, name text, kana text, folded text, kana_folded text) on commit drop;
                    create temp table gen_field (no int, name text, kana text, folded text, kana_folded text) on commit drop;
                    create temp table gen_given (no int, name text, kana text, folded text, kana_folded text) on commit drop;
                    """);
            size(superuser, size, today);
            names(superuser, "insert into gen_word values (?, ?, ?, ?, ?)", WORDS);
            names(superuser, "insert into gen_field values (?, ?, ?, ?, ?)", FIELDS);
            names(
                    superuser,
                    "insert into gen_given values (?, ?, ?, ?, ?)",
                    GIVEN.stream()
                            .map(name -> name + " " + Kana.toHiragana(name))
                            .toList());
            statement.execute(script());
            superuser.commit();
            superuser.setAutoCommit(true);
            // Without statistics the first pages would be planned for an empty town.
            statement.execute("analyze");
        } catch (SQLException | IOException | RuntimeException failure) {
            superuser.rollback();
            throw failure;
        }
    }

    private static void size(Connection superuser, TownSize size, LocalDate today) throws SQLException {
        try (PreparedStatement insert =
                superuser.prepareStatement("insert into gen_size values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, size.persons);
            insert.setInt(2, size.households);
            insert.setInt(3, size.cases);
            insert.setInt(4, size.records);
            insert.setInt(5, size.agencies);
            insert.setInt(6, size.staff);
            insert.setObject(7, today);
            insert.setString(
                    8, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD));
            insert.execute();
        }
    }

    /** Names as they are searched are folded here, by the one function that folds. */
    private static void names(Connection superuser, String sql, List<String> names) throws SQLException {
        try (PreparedStatement insert = superuser.prepareStatement(sql)) {
            int no = 1;
            for (String both : names) {
                String[] name = both.split(" ", 2);
                insert.setInt(1, no++);
                insert.setString(2, name[0]);
                insert.setString(3, name[1]);
                insert.setString(4, Kana.fold(name[0]));
                insert.setString(5, Kana.fold(name[1]));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String script() throws IOException {
        try (InputStream script = GeneratedTown.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
