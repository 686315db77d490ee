package kasane.collaboration.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.collaboration.Plan;
import kasane.collaboration.PlanRules;
import kasane.collaboration.PlanRules.NewLine;
import kasane.collaboration.Plans;
import kasane.editing.Reading;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.TypedText;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/** プランの様式: the names of the fields of a version, its table included, and how they are read. */
final class PlanForm {

    /** The most lines of a version: what one can still discuss, and two sheets of paper. */
    static final int MOST_LINES = 40;

    /** What 「行を増やす」 adds, and how many free rows there are at least. */
    private static final int MORE = 3;

    private static final String MORE_LINES = "more";

    private static final Pattern FIELD = Pattern.compile("line\\.([1-9]\\d{0,3})\\.[a-zA-Z]+");

    private static final Map<String, String> CELLS = cells();

    private PlanForm() {}

    private static Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("persons", "対象者");
        cells.put("issue", "課題");
        cells.put("goal", "目標");
        cells.put("action", "支援内容");
        cells.put("byFamily", "本人・家族が行うこと");
        cells.put("agency", "担当機関");
        cells.put("who", "担当者");
        cells.put("frequency", "頻度");
        cells.put("due", "期限");
        return cells;
    }

    /** The fields in the order of the page; rows are called by their place on it. */
    static Map<String, String> labels(SortedSet<Integer> slots) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("wishes", "ご本人の意向");
        labels.put("familyWishes", "世帯の意向");
        labels.put("issues", "解決したい課題");
        labels.put("longGoal", "長期目標");
        labels.put("shortGoal", "短期目標");
        labels.put("course", "支援方針");
        labels.put("kind", "型");
        labels.put("from", "プランの始まり");
        labels.put("until", "プランの終わり");
        labels.put("nextMonitoring", "次回モニタリング");
        labels.put("lead", "主担当");
        labels.put("nextLead", "終結後の主担当（見込み）");
        int place = 0;
        for (int slot : slots) {
            place++;
            for (Map.Entry<String, String> cell : CELLS.entrySet()) {
                labels.put(name(slot, cell.getKey()), place + "行目の" + cell.getValue());
            }
        }
        labels.put("participation", "参加支援");
        labels.put("participationNote", "参加支援の内容");
        labels.put("outreach", "アウトリーチ等");
        labels.put("outreachNote", "アウトリーチ等の内容");
        labels.put("otherSystems", "併用する制度・事業");
        labels.put("emergency", "緊急時の対応");
        labels.put("note", "備考");
        return labels;
    }

    /** Long texts, of which both versions may be kept. */
    static Set<String> joinable(SortedSet<Integer> slots) {
        Set<String> texts = new LinkedHashSet<>(Set.of(
                "wishes",
                "familyWishes",
                "issues",
                "longGoal",
                "shortGoal",
                "course",
                "participationNote",
                "outreachNote",
                "otherSystems",
                "emergency",
                "note"));
        slots.forEach(
                slot -> List.of("issue", "goal", "action", "byFamily").forEach(cell -> texts.add(name(slot, cell))));
        return texts;
    }

    private static String name(int slot, String cell) {
        return "line." + slot + "." + cell;
    }

    /** The numbers of the rows that the fields speak of. */
    static SortedSet<Integer> slots(Set<String> names) {
        SortedSet<Integer> slots = new TreeSet<>();
        for (String name : names) {
            Matcher field = FIELD.matcher(name);
            if (field.matches()) {
                slots.add(Integer.valueOf(field.group(1)));
            }
        }
        return slots;
    }

    /** Whether the writer asked for more rows, and nothing else. */
    static boolean asksForMore(Set<String> names) {
        return names.contains(MORE_LINES);
    }

    /** The rows to show: those that were typed in, and free ones below. */
    static List<PlanPages.Row> rows(Map<String, List<String>> values) {
        SortedSet<Integer> slots = slots(values.keySet());
        List<PlanPages.Row> rows = new ArrayList<>();
        int free = 0;
        for (int slot : slots) {
            rows.add(new PlanPages.Row(String.valueOf(slot), String.valueOf(rows.size() + 1), false));
            boolean typed = CELLS.keySet().stream()
                    .filter(cell -> !cell.equals("persons"))
                    .flatMap(cell -> values.getOrDefault(name(slot, cell), List.of()).stream())
                    .anyMatch(value -> !value.isBlank());
            free = typed ? 0 : free + 1;
        }
        int wanted = asksForMore(values.keySet()) ? free + MORE : MORE;
        int next = slots.isEmpty() ? 1 : slots.last() + 1;
        for (; free < wanted && rows.size() < MOST_LINES; free++) {
            rows.add(new PlanPages.Row(String.valueOf(next++), String.valueOf(rows.size() + 1), true));
        }
        return rows;
    }

    /** A row for the page to make further ones from. */
    static PlanPages.Row blank() {
        return new PlanPages.Row("__", "__", true);
    }

    /** The fields of a version as it is saved. */
    static Map<String, List<String>> values(Plan plan) {
        Plan.Frame frame = plan.frame();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("kind", List.of(frame.kind()));
        values.put("from", List.of(Wareki.compact(frame.from())));
        values.put("until", List.of(Wareki.compact(frame.until())));
        values.put("nextMonitoring", List.of(Wareki.compact(frame.nextMonitoring())));
        values.put("lead", List.of(text(frame.lead())));
        values.put("nextLead", List.of(text(frame.nextLead())));
        values.put("participation", List.of(frame.participation()));
        values.put("outreach", List.of(frame.outreach()));
        Plan.Words words = plan.words();
        if (words != null) {
            values.put("wishes", List.of(words.wishes()));
            values.put("familyWishes", List.of(words.familyWishes()));
            values.put("issues", List.of(words.issues()));
            values.put("longGoal", List.of(words.longGoal()));
            values.put("shortGoal", List.of(words.shortGoal()));
            values.put("course", List.of(words.course()));
            values.put("participationNote", List.of(words.participationNote()));
            values.put("outreachNote", List.of(words.outreachNote()));
            values.put("otherSystems", List.of(words.otherSystems()));
            values.put("emergency", List.of(words.emergency()));
            values.put("note", List.of(words.note()));
        }
        for (Plan.Line line : plan.lines()) {
            LocalDate due = line.due();
            values.put(
                    name(line.no(), "persons"),
                    line.persons().stream()
                            .map(person -> person.value().toString())
                            .sorted()
                            .toList());
            values.put(name(line.no(), "issue"), List.of(line.issue()));
            values.put(name(line.no(), "goal"), List.of(line.goal()));
            values.put(name(line.no(), "action"), List.of(line.action()));
            values.put(name(line.no(), "byFamily"), List.of(line.byFamily()));
            values.put(name(line.no(), "agency"), List.of(text(line.agency())));
            values.put(name(line.no(), "who"), List.of(line.who()));
            values.put(name(line.no(), "frequency"), List.of(line.frequency()));
            values.put(name(line.no(), "due"), List.of(due == null ? "" : Wareki.compact(due)));
        }
        return values;
    }

    private static String text(@Nullable AgencyId agency) {
        return agency == null ? "" : agency.value().toString();
    }

    /** What the page offers to choose from. */
    record Offer(Set<String> kinds, Set<String> uses, Set<AgencyId> team) {}

    /** Reads a version; what has to be mended stands in the reading. */
    static Plans.Written read(Reading in, Plan plan, Offer offer) {
        Plan.Frame before = plan.frame();
        Plan.Words words = new Plan.Words(
                in.block("wishes", 2000),
                in.block("familyWishes", 2000),
                in.block("issues", 2000),
                in.block("longGoal", 1000),
                in.block("shortGoal", 1000),
                in.block("course", 2000),
                in.block("participationNote", 1000),
                in.block("outreachNote", 1000),
                in.block("otherSystems", 1000),
                in.block("emergency", 1000),
                in.block("note", 2000));
        String kind = in.code("kind", offer.kinds());
        if (kind.isEmpty()) {
            in.error("kind", "型を選んでください。");
        }
        LocalDate from = in.requiredDate("from", "プランの始まり", before.from());
        LocalDate until = in.requiredDate("until", "プランの終わり", before.until());
        LocalDate nextMonitoring = in.requiredDate("nextMonitoring", "次回モニタリング", before.nextMonitoring());
        AgencyId lead = agency(in, "lead", offer.team());
        if (lead == null) {
            in.error("lead", "主担当を選んでください。");
        }
        AgencyId nextLead = agency(in, "nextLead", offer.team());
        if (!in.hasErrors()) {
            PlanRules.days(from, until, nextMonitoring).forEach(in::error);
        }
        List<NewLine> lines = lines(in, plan);
        return new Plans.Written(
                kind,
                use(in, "participation", "参加支援", offer.uses()),
                use(in, "outreach", "アウトリーチ等", offer.uses()),
                from,
                until,
                nextMonitoring,
                lead == null ? before.lead() : lead,
                nextLead,
                words,
                lines);
    }

    private static String use(Reading in, String name, String label, Set<String> uses) {
        String use = in.code(name, uses);
        if (use.isEmpty()) {
            in.error(name, label + "を利用するかどうかを選んでください。");
        }
        return use;
    }

    private static @Nullable AgencyId agency(Reading in, String name, Set<AgencyId> team) {
        String chosen = in.code(
                name, team.stream().map(agency -> agency.value().toString()).collect(Collectors.toSet()));
        return chosen.isEmpty() ? null : new AgencyId(Integer.valueOf(chosen));
    }

    private static List<NewLine> lines(Reading in, Plan plan) {
        List<NewLine> lines = new ArrayList<>();
        int place = 0;
        for (int slot : slots(in.form().values().keySet())) {
            Cells cells = new Cells(in, slot, ++place);
            NewLine line = new NewLine(
                    slot,
                    plan.persons().size() == 1 ? plan.persons() : cells.persons(),
                    cells.block("issue", 500),
                    cells.block("goal", 500),
                    cells.block("action", 1000),
                    cells.block("byFamily", 500),
                    cells.agency(),
                    cells.line("who", 60),
                    cells.line("frequency", 60),
                    cells.due());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        if (lines.size() > MOST_LINES) {
            in.error("lines", "支援内容は" + MOST_LINES + "行までです。");
        }
        return lines;
    }

    /** Notes what the rules refuse at its cell, with the place of the row. */
    static void note(Reading in, List<PlanRules.Fault> faults) {
        List<Integer> slots = List.copyOf(slots(in.form().values().keySet()));
        for (PlanRules.Fault fault : faults) {
            String cell = switch (fault.cell()) {
                case PERSONS -> "persons";
                case GOAL -> "goal";
                case ACTION -> "action";
                case AGENCY -> "agency";
            };
            in.error(
                    name(fault.no(), cell),
                    at(slots.indexOf(fault.no()) + 1, fault.reason().text()));
        }
    }

    private static String at(int place, String sentence) {
        return place + "行目：" + sentence;
    }

    /** Reads the cells of one row, so that every sentence says in which row. */
    private record Cells(Reading in, int slot, int place) {

        String block(String cell, int max) {
            return take(cell, TypedText.block(in.form().raw(name(slot, cell)), max), "");
        }

        String line(String cell, int max) {
            return take(cell, TypedText.line(in.form().raw(name(slot, cell)), max), "");
        }

        @Nullable
        LocalDate due() {
            String typed = in.form().raw(name(slot, "due"));
            if (typed.isBlank()) {
                return null;
            }
            return switch (Wareki.parseDate(typed)) {
                case Decision.Allowed<LocalDate>(LocalDate day) -> day;
                case Decision.Refused<LocalDate>(Reason reason) -> {
                    in.error(name(slot, "due"), at(place, reason.text()));
                    yield null;
                }
            };
        }

        Set<PersonId> persons() {
            Set<PersonId> persons = new LinkedHashSet<>();
            for (String chosen : in.form().all(name(slot, "persons"))) {
                Ids.parse(chosen).ifPresent(id -> persons.add(new PersonId(id)));
            }
            return persons;
        }

        @Nullable
        AgencyId agency() {
            String chosen = in.form().raw(name(slot, "agency"));
            if (!chosen.isEmpty() && !chosen.matches("\\d{1,9}")) {
                in.error(name(slot, "agency"), at(place, "選択肢の中から選んでください。"));
            }
            return chosen.matches("\\d{1,9}") ? new AgencyId(Integer.valueOf(chosen)) : null;
        }

        private String take(String cell, Decision<String> typed, String otherwise) {
            return switch (typed) {
                case Decision.Allowed<String>(String value) -> value;
                case Decision.Refused<String>(Reason reason) -> {
                    in.error(name(slot, cell), at(place, reason.text()));
                    yield otherwise;
                }
            };
        }
    }

    /** The words of a field on the merge page, where a code says nothing. */
    static String words(String name, List<String> values, Map<UUID, String> persons, Map<String, String> labels) {
        boolean who = name.endsWith(".persons");
        return values.stream()
                .map(value -> who
                        ? Ids.parse(value).map(persons::get).orElse("")
                        : labels.getOrDefault(name.replaceFirst("^line\\.\\d+\\.", "") + ":" + value, value))
                .collect(Collectors.joining("、"));
    }
}
