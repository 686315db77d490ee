package kasane.referral.sheet;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.documents.Download;
import kasane.documents.FileName;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;
import kasane.documents.Workbook;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.sheet.Figures.Count;
import kasane.shared.AgencyId;
import kasane.shared.Wareki;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** つなぎの数: by month for one agency, and for the 所管課 by agency. */
@Controller
class FiguresController {

    private static final List<String> HEADS = List.of("送った", "受けた", "答えた", "期限までに答えた", "対応不可", "取下げ");
    private static final List<ToIntFunction<Count>> COLUMNS =
            List.of(Count::sent, Count::received, Count::answered, Count::inTime, Count::declined, Count::withdrawn);

    private static final String PATH = "/referral-figures";

    private final Figures figures;
    private final Clock clock;

    FiguresController(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Screen figures(Viewer.Staff viewer, @RequestParam(required = false) @Nullable String agency) {
        return Screen.of("referral/sheet/figures", "つなぎの数", told(viewer, figures.of(viewer, agency(agency)), agency));
    }

    /** The same counts, told exactly as on the page, as .xlsx. */
    @GetMapping(PATH + ".xlsx")
    ResponseEntity<byte[]> workbook(SignedIn me, @RequestParam(required = false) @Nullable String agency) {
        Figures.Page page = figures.export(me.viewer(), agency(agency));
        FiguresPages.Page told = told(me.viewer(), page, agency);
        ZonedDateTime now = ZonedDateTime.now(clock);
        SheetFrame frame =
                new SheetFrame("つなぎの数", "", Paper.LANDSCAPE, List.of(), me.foot(now) + " 出力", null, null, List.of());
        List<Workbook.Heading> headings =
                new ArrayList<>(List.of(new Workbook.Heading("機関", 30), new Workbook.Heading("送った月", 16)));
        HEADS.forEach(head -> headings.add(new Workbook.Heading(head, 12)));
        return Download.xlsx(
                        new FileName("tsunagi-figures", page.today(), null),
                        Workbook.bytes(book -> book.list(frame, headings, rows -> {
                            told.months().forEach(row -> rows.row(cells(told.agency(), row.label(), row)));
                            told.town().forEach(row -> rows.row(cells(row.label(), "12か月", row)));
                            if (!told.withheld().isEmpty()) {
                                rows.row(note(told.withheld()));
                            }
                        })))
                .answer();
    }

    private static Object[] cells(String agency, String month, FiguresPages.Row row) {
        List<Object> cells = new ArrayList<>(List.of(agency, month));
        for (String count : row.counts()) {
            if (count.equals(Figures.WITHHELD)) {
                cells.add(count);
            } else {
                cells.add(Integer.valueOf(count));
            }
        }
        return cells.toArray();
    }

    private static Object[] note(String words) {
        Object[] cells = new Object[HEADS.size() + 2];
        Arrays.fill(cells, "");
        cells[0] = words;
        return cells;
    }

    private static FiguresPages.Page told(Viewer.Staff viewer, Figures.Page page, @Nullable String agency) {
        Figures.Months one = page.one();
        int smallest = one.own() ? 0 : page.smallest();
        List<FiguresPages.Row> months = rows(
                one.counts().keySet().stream().map(FiguresController::month).toList(),
                List.of(),
                columns(one.counts().values(), column -> Figures.toldByMonth(column, smallest)));
        if (one.own()) {
            months = new ArrayList<>(months);
            months.add(new FiguresPages.Row(
                    "12か月",
                    null,
                    COLUMNS.stream()
                            .map(column -> Integer.toString(column.applyAsInt(one.sum())))
                            .toList()));
        }
        int own =
                page.town().keySet().stream().map(Agencies.Agency::id).toList().indexOf(viewer.agency());
        List<FiguresPages.Row> town = rows(
                page.town().keySet().stream().map(Agencies.Agency::name).toList(),
                page.town().keySet().stream()
                        .map(row -> "/referral-figures?agency=" + row.id().value())
                        .toList(),
                columns(page.town().values(), column -> Figures.told(column, own, page.smallest())));
        boolean withheld = page.smallest() > 1 && (!one.own() || !town.isEmpty());
        return new FiguresPages.Page(
                one.agency().name(),
                month(YearMonth.from(page.today()).minusMonths(11)) + "から" + month(YearMonth.from(page.today())) + "まで",
                HEADS,
                months,
                town,
                withheld ? Figures.WITHHELD + "は、" + page.smallest() + "より小さい数と、それを引き算で出せてしまう数を伏せたものです。" : "",
                PATH + ".xlsx" + (agency == null || agency.isBlank() ? "" : "?agency=" + agency));
    }

    private static @Nullable AgencyId agency(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        if (!typed.matches("[1-9][0-9]{0,8}")) {
            throw new NotVisible();
        }
        return new AgencyId(Integer.valueOf(typed));
    }

    private static String month(YearMonth month) {
        LocalDate first = month.atDay(1);
        String words = Wareki.format(first);
        return words.substring(0, words.indexOf('月') + 1);
    }

    /** Column by column, because what is withheld is decided within a column. */
    private static List<List<String>> columns(Collection<Count> counts, Function<List<Integer>, List<String>> told) {
        return COLUMNS.stream()
                .map(column -> counts.stream().map(column::applyAsInt).toList())
                .map(told)
                .toList();
    }

    private static List<FiguresPages.Row> rows(List<String> labels, List<String> hrefs, List<List<String>> columns) {
        List<FiguresPages.Row> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            int row = i;
            rows.add(new FiguresPages.Row(
                    labels.get(i),
                    hrefs.isEmpty() ? null : hrefs.get(i),
                    columns.stream().map(column -> column.get(row)).toList()));
        }
        return rows;
    }
}
