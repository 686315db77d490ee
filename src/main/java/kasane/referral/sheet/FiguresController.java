package kasane.referral.sheet;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import kasane.access.Agencies;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.sheet.Figures.Count;
import kasane.shared.AgencyId;
import kasane.shared.Wareki;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** つなぎの数: by month for one agency, and for the 所管課 by agency. */
@Controller
class FiguresController {

    private static final List<String> HEADS = List.of("送った", "受けた", "答えた", "期限までに答えた", "対応不可", "取下げ");
    private static final List<ToIntFunction<Count>> COLUMNS =
            List.of(Count::sent, Count::received, Count::answered, Count::inTime, Count::declined, Count::withdrawn);

    private final Figures figures;

    FiguresController(Figures figures) {
        this.figures = figures;
    }

    @GetMapping("/referral-figures")
    Screen figures(Viewer.Staff viewer, @RequestParam(required = false) @Nullable String agency) {
        Figures.Page page = figures.of(viewer, agency(agency));
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
        return Screen.of(
                "referral/sheet/figures",
                "つなぎの数",
                new FiguresPages.Page(
                        one.agency().name(),
                        month(YearMonth.from(page.today()).minusMonths(11)) + "から" + month(YearMonth.from(page.today()))
                                + "まで",
                        HEADS,
                        months,
                        town,
                        withheld ? Figures.WITHHELD + "は、" + page.smallest() + "より小さい数と、それを引き算で出せてしまう数を伏せたものです。" : ""));
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
