package kasane.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Row;
import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;

/** The SQL that the verification reads with: plain columns, no function of the log, a short transaction for each page. */
final class LogQuery {

    static final Viewer.Job VERIFYING = new Viewer.Job(Purpose.VERIFY_LOG);

    private static final int PAGE = 10_000;

    private static final String BLOCKS = """
            select no, era, from_xid::text as from_xid, to_xid::text as to_xid, entries, root, prev, sealed_at, hash
            from audit.block where no > :after and no <= :last order by no limit :page
            """;

    private static final String LAST_BLOCK = """
            select no, era, from_xid::text as from_xid, to_xid::text as to_xid, entries, root, prev, sealed_at, hash
            from audit.block order by no desc limit 1
            """;

    private static final String SEALED_ENTRIES =
            "select coalesce(sum(entries), 0) as entries from audit.block where no <= :no";

    private static final String UNSEALED = """
            select count(*) as entries, min(e.at) as oldest
            from audit.entry e where e.era >= :era and (e.era > :era or e.xid >= :to::xid8)
            """;

    /** Every transaction below the horizon has ended: what is read below it stays as it is. */
    private static final String HORIZON = """
            select (select max(no) from audit.era) as era, pg_snapshot_xmin(pg_current_snapshot())::text as xid
            """;

    /** Ordered by the column e.xid; the plain name would be the text beside it, by which 1000 comes before 999. */
    private static final String SETTLED_ENTRIES = """
            select e.era, e.id, e.xid::text as xid, at, staff, agency, purpose, act, what, subjects, fields,
                   bases::int[] as bases, item, writer, writer_no, settled::text as settled, lost::text[] as lost
            from audit.entry e
            where (e.era, e.xid, e.id) > (:era::smallint, :xid::xid8, :id)
              and (e.era < :now_era or e.xid < :horizon::xid8)
            order by e.era, e.xid, e.id limit :page
            """;

    private static final String YOUNGEST_ENTRIES = """
            select e.era, e.id, e.xid::text as xid, at, staff, agency, purpose, act, what, subjects, fields,
                   bases::int[] as bases, item, writer, writer_no, settled::text as settled, lost::text[] as lost
            from audit.entry e
            where e.era >= :now_era and e.xid >= :horizon::xid8
            order by e.era, e.xid, e.id
            """;

    private final Db db;

    LogQuery(Db db) {
        this.db = db;
    }

    record Horizon(int era, String xid) {}

    Horizon horizon() {
        return db.transact(
                VERIFYING,
                () -> db.sql(VERIFYING, HORIZON).one(row -> new Horizon(row.integer("era"), row.text("xid"))));
    }

    Optional<Block> lastBlock() {
        return db.transact(VERIFYING, () -> db.sql(VERIFYING, LAST_BLOCK).optional(LogQuery::block));
    }

    long sealedEntries(long upToBlock) {
        return db.transact(
                VERIFYING,
                () -> db.sql(VERIFYING, SEALED_ENTRIES).param("no", upToBlock).one(row -> row.longInteger("entries")));
    }

    record Tail(long entries, @Nullable Instant oldest) {}

    Tail unsealed(int era, String from) {
        return db.transact(
                VERIFYING,
                () -> db.sql(VERIFYING, UNSEALED)
                        .param("era", era)
                        .param("to", from)
                        .one(row -> new Tail(row.longInteger("entries"), row.instantOrNull("oldest"))));
    }

    List<Block> blocks(long after, long last) {
        return db.transact(
                VERIFYING,
                () -> db.sql(VERIFYING, BLOCKS)
                        .param("after", after)
                        .param("last", last)
                        .param("page", PAGE)
                        .list(LogQuery::block));
    }

    /** All entries in the order of sealing: page by page below the horizon, then the rest in one statement. */
    void entries(Horizon horizon, Consumer<Entry> reader) {
        Entry last = null;
        do {
            last = page(horizon, last, reader);
        } while (last != null);
        db.transact(
                        VERIFYING,
                        () -> db.sql(VERIFYING, YOUNGEST_ENTRIES)
                                .param("now_era", horizon.era())
                                .param("horizon", horizon.xid())
                                .list(LogQuery::entry))
                .forEach(reader);
    }

    private @Nullable Entry page(Horizon horizon, @Nullable Entry last, Consumer<Entry> reader) {
        List<Entry> page = db.transact(
                VERIFYING,
                () -> db.sql(VERIFYING, SETTLED_ENTRIES)
                        .param("era", last == null ? -1 : last.era())
                        .param("xid", last == null ? "0" : Long.toUnsignedString(last.xid()))
                        .param("id", last == null ? 0L : last.id())
                        .param("now_era", horizon.era())
                        .param("horizon", horizon.xid())
                        .param("page", PAGE)
                        .list(LogQuery::entry));
        page.forEach(reader);
        return page.size() < PAGE ? null : page.getLast();
    }

    private static Block block(Row row) {
        return new Block(
                row.longInteger("no"),
                row.integer("era"),
                Long.parseUnsignedLong(row.text("from_xid")),
                Long.parseUnsignedLong(row.text("to_xid")),
                row.longInteger("entries"),
                HexFormat.of().formatHex(row.bytes("root")),
                HexFormat.of().formatHex(row.bytes("prev")),
                row.instant("sealed_at"),
                HexFormat.of().formatHex(row.bytes("hash")));
    }

    private static Entry entry(Row row) {
        String settled = row.textOrNull("settled");
        return new Entry(
                row.integer("era"),
                row.longInteger("id"),
                Long.parseUnsignedLong(row.text("xid")),
                row.instant("at"),
                row.integerOrNull("staff"),
                row.integerOrNull("agency"),
                row.textOrNull("purpose"),
                row.text("act"),
                row.text("what"),
                row.uuids("subjects"),
                row.texts("fields"),
                row.integers("bases"),
                row.uuidOrNull("item"),
                row.uuid("writer"),
                row.longInteger("writer_no"),
                settled == null ? null : Long.valueOf(settled),
                row.texts("lost").stream().map(Long::valueOf).toList());
    }
}
