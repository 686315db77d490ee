package kasane.home.caseload;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.NavEntry;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.casework.CaseFlow;
import kasane.documents.Download;
import kasane.documents.FileName;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;
import kasane.documents.Workbook;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.home.Loads;
import kasane.home.caseload.CaseloadQuery.Days;
import kasane.home.caseload.CaseloadQuery.Line;
import kasane.home.caseload.CaseloadQuery.Place;
import kasane.register.Households;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.Page;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 担当一覧: every household that the agency keeps or carries on one line, to work from. */
@Controller
class CaseloadController {

    private static final int ON_A_PAGE = 50;
    private static final int ON_FILE = 2000;
    private static final String PATH = "/caseload";

    private final CaseloadQuery query;
    private final Loads loads;
    private final Codes codes;
    private final Numbers numbers;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    CaseloadController(
            CaseloadQuery query, Loads loads, Codes codes, Numbers numbers, Db db, AuditTrail audit, Clock clock) {
        this.query = query;
        this.loads = loads;
        this.codes = codes;
        this.numbers = numbers;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @Bean
    static NavEntry caseloadEntry() {
        return new NavEntry(15, "担当一覧", PATH, "g l", viewer -> !viewer.has(Duty.SYSTEM_ADMINISTRATOR));
    }

    @GetMapping(PATH)
    Screen list(
            Viewer.Staff viewer,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String need,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "") String after) {
        Choice choice = Choice.of(whose, state, need, order);
        Place place = place(after);
        return db.transact(viewer, () -> {
            Looking looking = looking(viewer);
            Page<Line> page = Page.of(
                    query.list(viewer, choice, looking.days(), place, ON_A_PAGE + 1),
                    ON_A_PAGE,
                    line -> line.key() + "~" + line.household().value());
            audit.read(viewer, "caseload.page", households(page.rows()));
            String next = page.nextKey();
            return Screen.of(
                    "home/caseload/caseload",
                    "担当一覧",
                    new CaseloadPages.Page(
                            page.rows().isEmpty() ? 0 : page.rows().getFirst().total(),
                            filters(choice, looking),
                            page.rows().stream()
                                    .map(line -> line(viewer, line, looking))
                                    .toList(),
                            load(viewer, choice, looking.days().today()),
                            next == null ? null : choice.href(PATH, next),
                            place.equals(Place.TOP) ? null : choice.href(PATH, null),
                            choice.href(PATH + ".xlsx", null)));
        });
    }

    @GetMapping(PATH + ".xlsx")
    ResponseEntity<byte[]> workbook(
            SignedIn me,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String need,
            @RequestParam(defaultValue = "") String order) {
        Viewer.Staff viewer = me.viewer();
        Choice choice = Choice.of(whose, state, need, order);
        ZonedDateTime now = ZonedDateTime.now(clock);
        SheetFrame frame = SheetFrame.confidential("担当一覧", me.foot(now) + " 印刷").on(Paper.LANDSCAPE);
        return workbook(viewer, choice, frame);
    }

    private ResponseEntity<byte[]> workbook(Viewer.Staff viewer, Choice choice, SheetFrame frame) {
        return db.transact(viewer, () -> {
            Looking looking = looking(viewer);
            List<Line> lines = query.list(viewer, choice, looking.days(), Place.TOP, ON_FILE);
            audit.exported(viewer, "caseload.workbook", households(lines));
            return Download.xlsx(
                            new FileName("caseload", looking.days().today(), null),
                            Workbook.bytes(book -> book.list(
                                    frame,
                                    HEADINGS,
                                    rows -> lines.forEach(line -> rows.row(cells(line(viewer, line, looking), line))))))
                    .answer();
        });
    }

    private static final List<Workbook.Heading> HEADINGS = List.of(
            new Workbook.Heading("世帯", 16),
            new Workbook.Heading("担当", 14),
            new Workbook.Heading("主担当", 22),
            new Workbook.Heading("状態", 20),
            new Workbook.Heading("さいごの連絡", 11),
            new Workbook.Heading("つぎにすること", 22),
            new Workbook.Heading("その期限", 11),
            new Workbook.Heading("プランの期限", 11),
            new Workbook.Heading("同意の期限", 11),
            new Workbook.Heading("認定・明渡しなど", 24),
            new Workbook.Heading("しごと", 7));

    private Object[] cells(CaseloadPages.Line shown, Line line) {
        Instant contact = line.contact();
        Instant consent = line.consentUntil();
        CaseloadQuery.Next next = line.next();
        return new Object[] {
            shown.title(),
            shown.staff(),
            line.lead(),
            shown.state(),
            contact == null ? "" : LocalDate.ofInstant(contact, clock.getZone()),
            next == null ? "" : shown.next() + (shown.nextWho().isEmpty() ? "" : "（" + shown.nextWho() + "）"),
            next == null ? "" : next.due(),
            line.planUntil() == null ? "" : line.planUntil(),
            consent == null ? "" : Consents.lastDay(consent),
            shown.expiries().stream()
                    .skip(shown.expiries().size() - line.expiries().size())
                    .map(mark -> mark.what() + " " + mark.day())
                    .collect(Collectors.joining("\n")),
            line.openWork()
        };
    }

    /** What a line is judged by. */
    private record Looking(Days days, int quiet, int soon, Map<String, String> kinds) {}

    private Looking looking(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        int quiet = numbers.number("caseload.quiet-days", today);
        int soon = numbers.number("caseload.soon-days", today);
        LocalDate near = today.plusDays(soon);
        return new Looking(
                new Days(
                        today,
                        today.minusDays(quiet).atStartOfDay(clock.getZone()).toInstant(),
                        near,
                        Consents.endOf(near)),
                quiet,
                soon,
                codes.list("expiry-kind", today).stream()
                        .collect(Collectors.toMap(Codes.Code::code, Codes.Code::shortLabel)));
    }

    private static List<HouseholdId> households(List<Line> lines) {
        return lines.stream().map(Line::household).distinct().toList();
    }

    /** A damaged place begins at the top. */
    private static Place place(String after) {
        int cut = after.lastIndexOf('~');
        if (cut < 0 || after.indexOf('\0') >= 0) {
            return Place.TOP;
        }
        return Ids.parse(after.substring(cut + 1))
                .map(id -> new Place(after.substring(0, cut), id))
                .orElse(Place.TOP);
    }

    private static List<CaseloadPages.Filter> filters(Choice choice, Looking looking) {
        return List.of(
                filter("だれの", choice, Choice.Whose.values(), looking),
                filter("状態", choice, Choice.State.values(), looking),
                filter("気をつける", choice, Choice.Need.values(), looking),
                filter("並び", choice, Choice.Order.values(), looking));
    }

    private static CaseloadPages.Filter filter(String label, Choice choice, Choice.Chosen[] all, Looking looking) {
        return new CaseloadPages.Filter(
                label,
                Arrays.stream(all)
                        .map(one -> new CaseloadPages.Link(
                                words(one, looking), choice.with(one).href(PATH, null), choice.has(one)))
                        .toList());
    }

    private static String words(Choice.Chosen one, Looking looking) {
        return one == Choice.Need.QUIET
                ? looking.quiet() + "日連絡なし"
                : one == Choice.Need.EXPIRING ? looking.soon() + "日のうちに切れる" : one.label();
    }

    private List<CaseloadPages.Load> load(Viewer.Staff viewer, Choice choice, LocalDate today) {
        return loads.of(viewer, today).stream()
                .map(one -> new CaseloadPages.Load(
                        one.name(),
                        choice.of(one.staff()).href(PATH, null),
                        Integer.valueOf(one.staff()).equals(choice.staff()),
                        one.cases(),
                        one.openWork(),
                        one.late()))
                .toList();
    }

    private CaseloadPages.Line line(Viewer.Staff viewer, Line line, Looking looking) {
        UUID caseId = line.caseId();
        String household = "/households/" + line.household().value();
        boolean unseen = line.label().isEmpty();
        CaseloadQuery.Next next = line.next();
        return new CaseloadPages.Line(
                caseId == null ? household : "/cases/" + caseId,
                unseen ? "（いまは見られません）" : Households.titleOf(line.label()),
                line.owner().equals(viewer.agency()) ? line.staff() : line.agency() + "　" + line.staff(),
                line.lead().equals(line.agency()) ? "" : line.lead(),
                tone(line.state()),
                line.state() == null ? "ケースなし" : Texts.text("casework.state." + line.state()),
                contact(line.contact(), looking),
                next == null ? "" : Tasks.title(next.kind()),
                next == null || !next.agency().equals(viewer.agency()) ? "" : next.path(),
                next == null || next.agency().equals(viewer.agency()) ? "" : next.agencyName(),
                next == null
                        ? null
                        : day(
                                "",
                                next.due(),
                                looking.days().today(),
                                looking.days().today()),
                expiries(line, looking),
                unseen ? "" : household + "/expiries",
                line.openWork());
    }

    private static Tone tone(CaseFlow.@Nullable State state) {
        return state == null
                ? Tone.WAITING
                : switch (state) {
                    case ENDED -> Tone.ENDED;
                    case FOLLOW_UP -> Tone.DONE;
                    case REVIEW, WITHOUT_LEAD -> Tone.CAUTION;
                    case PLANNING_PAUSED, RUNNING_PAUSED -> Tone.WAITING;
                    default -> Tone.ACTIVE;
                };
    }

    private CaseloadPages.Mark contact(@Nullable Instant at, Looking looking) {
        if (at == null) {
            return new CaseloadPages.Mark("記録なし", "", Tone.CAUTION);
        }
        LocalDate day = LocalDate.ofInstant(at, clock.getZone());
        long days = ChronoUnit.DAYS.between(day, looking.days().today());
        return new CaseloadPages.Mark(
                days == 0 ? "きょう" : days + "日前", Wareki.compact(day), days > looking.quiet() ? Tone.CAUTION : null);
    }

    private static List<CaseloadPages.Mark> expiries(Line line, Looking looking) {
        LocalDate today = looking.days().today();
        LocalDate soon = looking.days().soon();
        List<CaseloadPages.Mark> marks = new ArrayList<>();
        if (line.planUntil() != null) {
            marks.add(day("プラン", line.planUntil(), today, soon));
        }
        Instant consent = line.consentUntil();
        if (consent != null) {
            marks.add(day("同意", Consents.lastDay(consent), today, soon));
        } else if (line.caseId() != null && line.state() != CaseFlow.State.ENDED) {
            marks.add(new CaseloadPages.Mark("同意", "なし", Tone.CAUTION));
        }
        line.expiries()
                .forEach(one -> marks.add(day(looking.kinds().getOrDefault(one.kind(), "期限"), one.on(), today, soon)));
        return marks;
    }

    /** A day in words: how long it has passed, by word and shape; near ones by shape. */
    private static CaseloadPages.Mark day(String what, LocalDate day, LocalDate today, LocalDate soon) {
        long late = ChronoUnit.DAYS.between(day, today);
        return new CaseloadPages.Mark(
                what,
                Wareki.compact(day) + (late > 0 ? "（" + late + "日すぎ）" : late == 0 ? "（きょう）" : ""),
                late > 0 ? Tone.ALERT : day.isAfter(soon) ? null : Tone.CAUTION);
    }
}
