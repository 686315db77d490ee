package kasane.home.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.gate.Viewer;
import kasane.register.Names;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.TypedText;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** さがす: the log holds who was found, never what was typed. */
@Controller
class SearchController {

    private static final int LIMIT = 50;
    private static final int LONGEST = 60;

    private final Names names;

    SearchController(Names names) {
        this.names = names;
    }

    @GetMapping("/search")
    Screen search(Viewer.Staff viewer, @RequestParam(name = "q", defaultValue = "") String q) {
        String typed = q.strip();
        boolean tooLong = TypedText.length(typed) > LONGEST;
        List<Names.Hit> hits = tooLong ? List.of() : names.search(viewer, typed, LIMIT);
        Map<HouseholdId, List<Names.Hit>> grouped = hits.stream()
                .collect(Collectors.groupingBy(Names.Hit::householdId, LinkedHashMap::new, Collectors.toList()));
        List<SearchPages.Household> households = new ArrayList<>();
        grouped.forEach((id, people) -> households.add(new SearchPages.Household(
                people.getFirst().household(),
                people.getFirst().href(),
                people.stream().map(SearchController::person).toList())));
        return Screen.of(
                "home/search/search",
                "さがす",
                new SearchPages.Page(tooLong ? "" : typed, households, tooLong, hits.size() == LIMIT));
    }

    private static SearchPages.Person person(Names.Hit hit) {
        PersonName name = hit.name();
        String other = Stream.of(
                        name.former().isEmpty() ? "" : "旧姓 " + name.former(),
                        name.alias().isEmpty() ? "" : "通称 " + name.alias(),
                        name.latin())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("　"));
        String years = hit.age().map(PartialDate.Age::label).orElse("年齢不明");
        return new SearchPages.Person(
                name.full(),
                name.kana(),
                other,
                hit.deceased() ? "死亡（" + years + "）" : years,
                hit.tie().isEmpty() ? "—" : hit.tie());
    }
}
