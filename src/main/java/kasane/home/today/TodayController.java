package kasane.home.today;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.NavEntry;
import kasane.audit.AuditTrail;
import kasane.editing.Forms;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.home.Loads;
import kasane.register.Households;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.StaffId;
import kasane.shared.Wareki;
import kasane.tasks.Tasks;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** きょう: the first page of everybody. */
@Controller
class TodayController {

    private static final int MOST = 300;
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int UUID_LENGTH = 36;
    /** The work of whoever decides for the municipality. */
    private static final String DECIDE = "casework.decide";

    private static final String REFERRAL = "/referrals/[0-9a-f-]{36}";
    private static final String CASE = "/cases/[0-9a-f-]{36}";
    /** What is written on a page, by the last noun of its address. */
    private static final Map<String, String> DRAFTS = Map.ofEntries(
            Map.entry("consultations", "相談の記録"),
            Map.entry("phone-notes", "電話メモ"),
            Map.entry("referrals", "つなぐシート"),
            Map.entry("records", "支援の記録"),
            Map.entry("members", "世帯員"),
            Map.entry("consents", "同意"),
            Map.entry("support-requests", "支援依頼"),
            Map.entry("introductions", "初回面談の同席の依頼"),
            Map.entry("assessments", "アセスメント"),
            Map.entry("plans", "支援プラン"),
            Map.entry("conferences", "会議"),
            Map.entry("items", "会議の決定事項"),
            Map.entry("minutes", "会議録"),
            Map.entry("monitorings", "モニタリング"),
            Map.entry("evaluations", "評価"),
            Map.entry("follow-ups", "終結後の様子"),
            Map.entry("handovers", "転出の引継書"),
            Map.entry("words", "転出の引継書"),
            Map.entry("giving", "転出の引継書"),
            Map.entry("expiries", "期限"),
            Map.entry("notes", "担当の引継書"),
            Map.entry("successions", "異動の計画"),
            Map.entry("mail", "メールのお知らせ"));

    private final Db db;
    private final Tasks tasks;
    private final Forms forms;
    private final TodayQuery query;
    private final Loads loads;
    private final AuditTrail audit;
    private final Clock clock;

    TodayController(Db db, Tasks tasks, Forms forms, TodayQuery query, Loads loads, AuditTrail audit, Clock clock) {
        this.db = db;
        this.tasks = tasks;
        this.forms = forms;
        this.query = query;
        this.loads = loads;
        this.audit = audit;
        this.clock = clock;
    }

    @Bean
    static NavEntry todayEntry() {
        return new NavEntry(10, "きょう", "/", "g t", viewer -> true);
    }

    @GetMapping("/")
    Screen today(Viewer.Staff viewer) {
        return db.transact(viewer, () -> Screen.of("home/today/today", "きょう", page(viewer)));
    }

    private TodayPages.Page page(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        Day day = new Day(today);
        List<Tasks.Task> waiting = tasks.waiting(viewer, MOST);
        // What waits above is not told again below.
        Set<String> above =
                waiting.stream().map(Tasks.Task::path).filter(Objects::nonNull).collect(Collectors.toSet());
        List<TodayQuery.Change> changes = query.changes(viewer, db.now(viewer).minus(LATELY)).stream()
                .filter(change -> !above.contains(change.path()))
                .toList();
        Set<UUID> items = new HashSet<>();
        waiting.stream().map(Tasks.Task::item).filter(Objects::nonNull).forEach(items::add);
        changes.stream().flatMap(change -> nameless(change).stream()).forEach(items::add);
        Map<UUID, TodayQuery.Words> words = items.isEmpty()
                ? Map.of()
                : query.words(viewer, items).stream()
                        .collect(Collectors.toMap(TodayQuery.Words::item, w -> w, (one, other) -> one));
        Set<AgencyId> foreign = waiting.stream()
                .map(Tasks.Task::agency)
                .filter(agency -> !agency.equals(viewer.agency()))
                .collect(Collectors.toSet());
        Set<StaffId> colleagues = waiting.stream()
                .filter(task -> task.agency().equals(viewer.agency()))
                .map(Tasks.Task::staff)
                .filter(Objects::nonNull)
                .filter(staff -> !staff.equals(viewer.staff()))
                .collect(Collectors.toSet());
        TodayQuery.Names names = foreign.isEmpty() && colleagues.isEmpty()
                ? new TodayQuery.Names(Map.of(), Map.of())
                : query.names(viewer, foreign, colleagues);
        Set<HouseholdId> shown = new HashSet<>();
        waiting.stream().map(Tasks.Task::household).filter(Objects::nonNull).forEach(shown::add);
        changes.forEach(change -> shown.add(change.household()));
        audit.read(viewer, "today.page", shown);
        List<TodayQuery.Covered> covered = query.covered(viewer, today);
        Set<StaffId> away = covered.stream()
                .filter(one -> one.deputy().equals(viewer.staff()))
                .map(TodayQuery.Covered::staff)
                .collect(Collectors.toSet());
        return new TodayPages.Page(
                Wareki.formatWithWeekday(today),
                covered.stream()
                        .map(one ->
                                one.name() + "さんの代わりは" + one.deputyName() + "さん（" + Wareki.compact(one.until()) + "まで）")
                        .toList(),
                groups(viewer, day, waiting, words, names, away),
                changes.stream()
                        .map(change -> change(
                                day,
                                change,
                                nameless(change)
                                        .map(words::get)
                                        .map(TodayQuery.Words::title)
                                        .orElse("")))
                        .toList(),
                forms.waiting(viewer).stream().map(draft -> draft(day, draft)).toList(),
                load(viewer, today));
    }

    /** How much lies with whom, for those who spread the work. */
    private List<TodayPages.Load> load(Viewer.Staff viewer, LocalDate today) {
        return viewer.has(Duty.MANAGER) || viewer.has(Duty.COORDINATOR)
                ? loads.of(viewer, today).stream()
                        .map(one -> new TodayPages.Load(
                                one.name(), "/caseload?whose=" + one.staff(), one.cases(), one.openWork(), one.late()))
                        .toList()
                : List.of();
    }

    private List<TodayPages.Group> groups(
            Viewer.Staff viewer,
            Day day,
            List<Tasks.Task> waiting,
            Map<UUID, TodayQuery.Words> words,
            TodayQuery.Names names,
            Set<StaffId> away) {
        Map<Day.Group, List<TodayPages.Entry>> mine = new EnumMap<>(Day.Group.class);
        List<TodayPages.Entry> decisions = new ArrayList<>();
        List<TodayPages.Entry> colleagues = new ArrayList<>();
        List<TodayPages.Entry> deputised = new ArrayList<>();
        boolean decides = viewer.has(Duty.MUNICIPAL_DECIDER);
        List<TodayPages.Entry> town = new ArrayList<>();
        for (Tasks.Task task : waiting) {
            if (!task.agency().equals(viewer.agency())) {
                town.add(stuck(day, task, names.agencies().getOrDefault(task.agency(), "")));
                continue;
            }
            TodayPages.Entry entry = entry(day, task, words.get(task.item()));
            if (decides && task.kind().equals(DECIDE)) {
                decisions.add(entry);
            } else if (task.staff() == null || task.staff().equals(viewer.staff())) {
                mine.computeIfAbsent(day.group(task.due()), group -> new ArrayList<>())
                        .add(entry);
            } else if (away.contains(task.staff())) {
                deputised.add(entry.of(names.staff().getOrDefault(task.staff(), "")));
            } else {
                colleagues.add(entry.of(names.staff().getOrDefault(task.staff(), "")));
            }
        }
        List<TodayPages.Group> groups = new ArrayList<>();
        if (!decisions.isEmpty()) {
            groups.add(new TodayPages.Group("decisions", "支援決定を待つもの", "会議で適切とされたプランです。", decisions));
        }
        mine.forEach((group, entries) -> groups.add(new TodayPages.Group(group.id, group.label, "", entries)));
        if (!deputised.isEmpty()) {
            groups.add(new TodayPages.Group("deputy", "代理", "休んでいる人の分です。", deputised));
        }
        if (!colleagues.isEmpty()) {
            groups.add(new TodayPages.Group("agency", "機関内でおくれているもの", "担当者が動けていません。声をかけてください。", colleagues));
        }
        if (!town.isEmpty()) {
            groups.add(new TodayPages.Group("town", "止まっている機関", "期限がすぎたまま動いていません。機関に連絡してください。", town));
        }
        return groups;
    }

    /** What lies in another agency: which kind of work, where and since when, and whom to ring. */
    private static TodayPages.Entry stuck(Day day, Tasks.Task task, String agency) {
        return new TodayPages.Entry(
                Tasks.title(task.kind()),
                agency,
                "中身は見えません",
                day.date(task.due()) + "から",
                day.tone(task.due()),
                "/agencies/" + task.agency().value(),
                "連絡先を見る");
    }

    private static TodayPages.Entry entry(Day day, Tasks.Task task, TodayQuery.@Nullable Words words) {
        String label = words == null || words.label().isEmpty() ? "" : Households.titleOf(words.label());
        String who = words == null || words.title().isEmpty() ? label : words.title();
        String detail = words == null ? "" : words.subtitle();
        // What is about nobody, such as a meeting, is named by what it is.
        boolean nobody = who.isEmpty() && task.path() != null;
        return new TodayPages.Entry(
                Tasks.title(task.kind()),
                !nobody ? who : detail.isEmpty() ? "—" : detail,
                nobody ? "" : detail,
                day.words(task.due()),
                day.tone(task.due()),
                doing(task.path()),
                Tasks.action(task.kind()));
    }

    /** Where work is done: that of a case on the page of its next step. */
    private static @Nullable String doing(@Nullable String path) {
        return path != null && path.matches(CASE) ? path + "/next" : path;
    }

    /** The つなぎ that tells of whom a change speaks where the viewer has no record of the household. */
    private static Optional<UUID> nameless(TodayQuery.Change change) {
        return change.label() == null && change.path().matches(REFERRAL)
                ? Optional.of(
                        UUID.fromString(change.path().substring(change.path().lastIndexOf('/') + 1)))
                : Optional.empty();
    }

    private TodayPages.Change change(Day day, TodayQuery.Change change, String title) {
        return new TodayPages.Change(
                day.since(LocalDate.ofInstant(change.at(), clock.getZone())),
                change.label() == null ? title : Households.titleOf(change.label()),
                change.summary(),
                change.agency(),
                change.path());
    }

    private TodayPages.Draft draft(Day day, Forms.Waiting draft) {
        String path = draft.page().split("\\?", 2)[0];
        String noun = Arrays.stream(path.split("/"))
                .filter(part -> part.length() != UUID_LENGTH && !part.equals("new") && !part.equals("edit"))
                .reduce("", (before, part) -> part);
        String what = DRAFTS.getOrDefault(noun, path.startsWith("/referrals/") ? "つなぎの返事" : "書きかけの画面");
        String saved = day.since(LocalDate.ofInstant(draft.savedAt(), clock.getZone())) + " "
                + draft.savedAt().atZone(clock.getZone()).format(java.time.format.DateTimeFormatter.ofPattern("H:mm"));
        return new TodayPages.Draft(
                what, saved, draft.page().startsWith("/") && !draft.page().startsWith("//") ? draft.page() : "/");
    }
}
