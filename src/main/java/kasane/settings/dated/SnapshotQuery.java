package kasane.settings.dated;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Row;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** Reads all settings at once; they are a few hundred rows. */
@Component
class SnapshotQuery {

    private static final Viewer READ = Viewer.job(Purpose.READ_SETTINGS);

    private static final String REVISION = "select no from settings.revision";

    private static final String TOWN =
            "select name, kana, code, status = 'PREPARING' as preparing, valid_from from settings.town order by id";

    private static final String LABELS = "select key, text, valid_from, source from settings.label order by id";

    private static final String CODES = """
            select list, edition, code, label, short_label, national_code, sort, valid_from, valid_until, source
            from settings.code order by list, edition, sort
            """;

    private static final String CLOCKS = """
            select key, title, amount, unit = 'OPEN_DAY' as opening_days, valid_from, source
            from settings.clock order by id
            """;

    private static final String NUMBERS =
            "select key, title, amount, valid_from, source from settings.number order by id";

    private static final String DAYS_OFF = "select day, name from settings.holiday where removed_at is null";

    private static final String RULES =
            "select name, weekday, first_day, last_day, valid_from, valid_until from settings.closing_rule order by id";

    private final Db db;

    SnapshotQuery(Db db) {
        this.db = db;
    }

    /** The newest revision; read before the rows, so that a change in between is noticed next time. */
    int revision() {
        return db.transact(READ, () -> db.sql(READ, REVISION).one(row -> row.integer("no")));
    }

    Snapshot read() {
        return db.transact(READ, () -> {
            int revision = db.sql(READ, REVISION).one(row -> row.integer("no"));
            List<Snapshot.CodeRow> codes = db.sql(READ, CODES)
                    .list(row -> new Snapshot.CodeRow(
                            row.text("list"),
                            row.integer("edition"),
                            row.text("code"),
                            row.text("label"),
                            row.text("short_label").isEmpty() ? row.text("label") : row.text("short_label"),
                            row.text("national_code"),
                            row.integer("sort"),
                            row.date("valid_from"),
                            row.dateOrNull("valid_until"),
                            row.text("source")));
            Map<LocalDate, String> daysOff =
                    db.sql(READ, DAYS_OFF).list(row -> Map.entry(row.date("day"), row.text("name"))).stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new Snapshot(
                    revision,
                    db.sql(READ, TOWN)
                            .list(row -> new Snapshot.TownRow(
                                    row.text("name"),
                                    row.text("kana"),
                                    row.text("code"),
                                    row.bool("preparing"),
                                    row.date("valid_from"))),
                    db.sql(READ, LABELS)
                            .list(row -> new Snapshot.LabelRow(
                                    row.text("key"), row.text("text"), row.date("valid_from"), row.text("source"))),
                    Snapshot.byList(codes),
                    db.sql(READ, CLOCKS)
                            .list(row -> new Snapshot.ClockRow(
                                    row.text("key"),
                                    row.text("title"),
                                    row.integer("amount"),
                                    row.bool("opening_days"),
                                    row.date("valid_from"),
                                    row.text("source"))),
                    db.sql(READ, NUMBERS)
                            .list(row -> new Snapshot.NumberRow(
                                    row.text("key"),
                                    row.text("title"),
                                    row.integer("amount"),
                                    row.date("valid_from"),
                                    row.text("source"))),
                    new OpeningDays(daysOff, db.sql(READ, RULES).list(SnapshotQuery::rule)));
        });
    }

    private static OpeningDays.ClosingRule rule(Row row) {
        Integer weekday = row.integerOrNull("weekday");
        return weekday != null
                ? new OpeningDays.Weekly(
                        row.text("name"), weekday, row.date("valid_from"), row.dateOrNull("valid_until"))
                : new OpeningDays.Yearly(
                        row.text("name"),
                        MonthDay.parse("--" + row.text("first_day")),
                        MonthDay.parse("--" + row.text("last_day")),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until"));
    }
}
