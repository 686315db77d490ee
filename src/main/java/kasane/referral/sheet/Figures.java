package kasane.referral.sheet;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Numbers;
import kasane.shared.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * つなぎの数: how often each agency sends and receives, by month. The database counts and gives out no person; the own
 * agency is counted exactly, other agencies only for the 所管課 and without small numbers.
 */
@Component
class Figures {

    private static final int MONTHS = 12;
    private static final String SMALLEST = "referral-figures.smallest";

    private static final String COUNTS = """
            select f.agency_id, f.month, f.sent, f.received, f.answered, f.in_time, f.declined, f.withdrawn
            from referral.figures(:from, :until, :town) f order by f.month desc, f.agency_id
            """;

    private final Db db;
    private final Agencies agencies;
    private final Numbers numbers;
    private final AuditTrail audit;

    Figures(Db db, Agencies agencies, Numbers numbers, AuditTrail audit) {
        this.db = db;
        this.agencies = agencies;
        this.numbers = numbers;
        this.audit = audit;
    }

    /** What is counted; {@code inTime} are those of the answered ones that were answered by their last day. */
    record Count(int sent, int received, int answered, int inTime, int declined, int withdrawn) {
        static final Count NONE = new Count(0, 0, 0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    sent + other.sent,
                    received + other.received,
                    answered + other.answered,
                    inTime + other.inTime,
                    declined + other.declined,
                    withdrawn + other.withdrawn);
        }
    }

    private record Row(AgencyId agency, YearMonth month, Count count) {}

    /** The counts of one agency by month, the newest first. */
    record Months(Agencies.Agency agency, boolean own, Map<YearMonth, Count> counts, Count sum) {}

    /**
     * What a viewer gets.
     *
     * @param one      an agency in detail
     * @param town     every agency's sum of the twelve months; empty unless the viewer may see it
     * @param smallest other agencies' counts below it are not told; 0 hides none
     */
    record Page(Months one, Map<Agencies.Agency, Count> town, int smallest, LocalDate today) {}

    /** Managers and coordinators see their own agency, the 所管課 all of them. */
    static boolean mayBeSeenBy(Viewer.Staff viewer) {
        return !viewer.has(Duty.SYSTEM_ADMINISTRATOR)
                && (viewer.has(Duty.MANAGER) || viewer.has(Duty.COORDINATOR) || viewer.has(Duty.MUNICIPAL_DECIDER));
    }

    /** The counts of the last twelve months; of another agency only for the 所管課. */
    Page of(Viewer.Staff viewer, @Nullable AgencyId wanted) {
        return db.transact(viewer, () -> {
            Page page = counted(viewer, wanted);
            audit.read(viewer, "referral.figures", List.of(), Detail.NONE);
            return page;
        });
    }

    /** The same for a file that is taken away. */
    Page export(Viewer.Staff viewer, @Nullable AgencyId wanted) {
        return db.transact(viewer, () -> {
            Page page = counted(viewer, wanted);
            audit.exported(viewer, "referral.figures", List.of(), Detail.NONE);
            return page;
        });
    }

    private Page counted(Viewer.Staff viewer, @Nullable AgencyId wanted) {
        boolean town = viewer.has(Duty.MUNICIPAL_DECIDER);
        AgencyId one = wanted == null ? viewer.agency() : wanted;
        if (!mayBeSeenBy(viewer) || !town && !one.equals(viewer.agency())) {
            throw new NotVisible();
        }
        LocalDate today = db.today(viewer);
        YearMonth last = YearMonth.from(today);
        List<Row> rows = db.sql(viewer, COUNTS)
                .param("from", last.minusMonths(MONTHS - 1L).atDay(1))
                .param("until", last.plusMonths(1).atDay(1))
                .param("town", town)
                .list(row -> new Row(
                        row.agency("agency_id"),
                        YearMonth.from(row.date("month")),
                        new Count(
                                row.integer("sent"),
                                row.integer("received"),
                                row.integer("answered"),
                                row.integer("in_time"),
                                row.integer("declined"),
                                row.integer("withdrawn"))));
        Map<AgencyId, Count> sums =
                rows.stream().collect(Collectors.toMap(Row::agency, Row::count, Count::plus, LinkedHashMap::new));
        Map<YearMonth, Count> months = new LinkedHashMap<>();
        for (int i = 0; i < MONTHS; i++) {
            YearMonth month = last.minusMonths(i);
            months.put(
                    month,
                    rows.stream()
                            .filter(row ->
                                    row.agency().equals(one) && row.month().equals(month))
                            .map(Row::count)
                            .findFirst()
                            .orElse(Count.NONE));
        }
        Map<Agencies.Agency, Count> all = new LinkedHashMap<>();
        if (town) {
            agencies.list(viewer).stream()
                    .filter(agency -> agency.takesReferrals() || sums.containsKey(agency.id()))
                    .forEach(agency -> all.put(agency, sums.getOrDefault(agency.id(), Count.NONE)));
        }
        return new Page(
                new Months(
                        agencies.find(viewer, one),
                        one.equals(viewer.agency()),
                        months,
                        sums.getOrDefault(one, Count.NONE)),
                all,
                numbers.number(SMALLEST, today),
                today);
    }

    /** What stands in place of a count that is not told. */
    static final String WITHHELD = "＊";

    /**
     * One column of the town, an entry for each agency, as it may be told: counts from one up to below the smallest are
     * withheld. A single one could be found by subtraction, because every sheet sent is a sheet received: the next smallest
     * is withheld with it. The viewer's own agency is told, as it is known anyway, and hides nobody.
     *
     * @param own      the place of the viewer's agency; -1 for none
     * @param smallest 0 withholds nothing
     */
    static List<String> told(List<Integer> counts, int own, int smallest) {
        List<Integer> order = IntStream.range(0, counts.size())
                .boxed()
                .filter(i -> i != own && counts.get(i) > 0)
                .sorted(Comparator.comparing(counts::get))
                .toList();
        int small = (int) order.stream().filter(i -> counts.get(i) < smallest).count();
        Set<Integer> withheld = new HashSet<>(order.subList(0, small == 1 ? Math.min(2, order.size()) : small));
        return IntStream.range(0, counts.size())
                .mapToObj(i -> withheld.contains(i) ? WITHHELD : Integer.toString(counts.get(i)))
                .toList();
    }

    /**
     * The months of one agency whose sum of all is told elsewhere: with one small month among them none is told but those
     * without any.
     */
    static List<String> toldByMonth(List<Integer> counts, int smallest) {
        boolean small = counts.stream().anyMatch(count -> count > 0 && count < smallest);
        return counts.stream()
                .map(count -> small && count > 0 ? WITHHELD : Integer.toString(count))
                .toList();
    }
}
