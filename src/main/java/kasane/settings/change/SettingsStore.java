package kasane.settings.change;

import java.time.LocalDate;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.settings.dated.InForce;
import kasane.settings.dated.Snapshot;
import org.springframework.stereotype.Component;

/** Writes settings; every change moves the revision, so that all servers of the town read anew. */
@Component
class SettingsStore {

    private static final String BUMP = "update settings.revision set no = no + 1 where id = 1";

    private static final String TOWN = """
            insert into settings.town (name, kana, code, status, valid_from, written_by, written_at)
            values (:name, :kana, :code, :status, :from, :staff, :now)
            """;

    private static final String LABEL = """
            insert into settings.label (key, text, valid_from, source, written_by, written_at)
            values (:key, :text, :from, :source, :staff, :now)
            """;

    private static final String CLOCK = """
            insert into settings.clock (key, title, amount, unit, valid_from, source, written_by, written_at)
            values (:key, :title, :amount, :unit, :from, :source, :staff, :now)
            """;

    private static final String NUMBER = """
            insert into settings.number (key, title, amount, valid_from, source, written_by, written_at)
            values (:key, :title, :amount, :from, :source, :staff, :now)
            """;

    private static final String CODE = """
            insert into settings.code (list, edition, code, label, short_label, national_code, sort, valid_from, source,
                                       written_by, written_at)
            values (:list, :edition, :code, :label, :short, :national, :sort, :from, :source, :staff, :now)
            """;

    private static final String END_CODE = """
            update settings.code set valid_until = :last
            where list = :list and code = :code and valid_from <= :last and (valid_until is null or valid_until > :last)
            """;

    private static final String LISTS = "select list, title, fixed from settings.code_list order by sort, list";

    private static final String HOLIDAYS = """
            select id, day, name, source from settings.holiday where removed_at is null and day >= :from order by day
            """;

    private static final String HOLIDAY = """
            insert into settings.holiday (day, name, kind, source, written_by, written_at)
            values (:day, :name, :kind, :source, :staff, :now)
            """;

    private static final String REMOVE_HOLIDAY =
            "update settings.holiday set removed_at = :now where id = :id and removed_at is null and day > :today";

    private final Db db;
    private final InForce inForce;

    SettingsStore(Db db, InForce inForce) {
        this.db = db;
        this.inForce = inForce;
    }

    /** A list with its name. */
    record CodeList(String list, String title, boolean fixed) {}

    /** A day off as stored. */
    record Holiday(int id, LocalDate day, String name, String source) {}

    private kasane.gate.Statement signed(Viewer.Staff viewer, kasane.gate.Statement sql) {
        return sql.param("staff", viewer.staff()).param("now", db.now(viewer));
    }

    private void changed(Viewer.Staff viewer) {
        db.sql(viewer, BUMP).update();
        inForce.refreshAfterCommit();
    }

    void town(Viewer.Staff viewer, String name, String kana, String code, boolean preparing, LocalDate from) {
        signed(viewer, db.sql(viewer, TOWN))
                .param("name", name)
                .param("kana", kana)
                .param("code", code)
                .param("status", preparing ? "PREPARING" : "RUNNING")
                .param("from", from)
                .update();
        changed(viewer);
    }

    void label(Viewer.Staff viewer, String key, String text, LocalDate from, String source) {
        signed(viewer, db.sql(viewer, LABEL))
                .param("key", key)
                .param("text", text)
                .param("from", from)
                .param("source", source)
                .update();
        changed(viewer);
    }

    void clock(
            Viewer.Staff viewer,
            String key,
            String title,
            int amount,
            boolean openingDays,
            LocalDate from,
            String source) {
        signed(viewer, db.sql(viewer, CLOCK))
                .param("key", key)
                .param("title", title)
                .param("amount", amount)
                .param("unit", openingDays ? "OPEN_DAY" : "DAY")
                .param("from", from)
                .param("source", source)
                .update();
        changed(viewer);
    }

    void number(Viewer.Staff viewer, String key, String title, int amount, LocalDate from, String source) {
        signed(viewer, db.sql(viewer, NUMBER))
                .param("key", key)
                .param("title", title)
                .param("amount", amount)
                .param("from", from)
                .param("source", source)
                .update();
        changed(viewer);
    }

    void code(Viewer.Staff viewer, Snapshot.CodeRow row) {
        db.sql(viewer, END_CODE)
                .param("list", row.list())
                .param("code", row.code())
                .param("last", row.from().minusDays(1))
                .update();
        signed(viewer, db.sql(viewer, CODE))
                .param("list", row.list())
                .param("edition", row.edition())
                .param("code", row.code())
                .param("label", row.label())
                .param("short", row.shortLabel())
                .param("national", row.nationalCode())
                .param("sort", row.sort())
                .param("from", row.from())
                .param("source", row.source())
                .update();
        changed(viewer);
    }

    void endCode(Viewer.Staff viewer, String list, String code, LocalDate last) {
        db.sql(viewer, END_CODE)
                .param("list", list)
                .param("code", code)
                .param("last", last)
                .update();
        changed(viewer);
    }

    List<CodeList> lists(Viewer.Staff viewer) {
        return db.sql(viewer, LISTS).list(row -> new CodeList(row.text("list"), row.text("title"), row.bool("fixed")));
    }

    List<Holiday> holidays(Viewer.Staff viewer, LocalDate from) {
        return db.sql(viewer, HOLIDAYS)
                .param("from", from)
                .list(row -> new Holiday(row.integer("id"), row.date("day"), row.text("name"), row.text("source")));
    }

    void holidays(Viewer.Staff viewer, List<HolidayLines.Line> lines, boolean closing, String source) {
        for (HolidayLines.Line line : lines) {
            signed(viewer, db.sql(viewer, HOLIDAY))
                    .param("day", line.day())
                    .param("name", line.name())
                    .param("kind", closing ? "CLOSING" : "PUBLIC")
                    .param("source", source)
                    .update();
        }
        changed(viewer);
    }

    boolean removeHoliday(Viewer.Staff viewer, int id) {
        int removed = db.sql(viewer, REMOVE_HOLIDAY)
                .param("id", id)
                .param("now", db.now(viewer))
                .param("today", db.today(viewer))
                .update();
        if (removed == 1) {
            changed(viewer);
        }
        return removed == 1;
    }
}
