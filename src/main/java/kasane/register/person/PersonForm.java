package kasane.register.person;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.editing.Reading;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.settings.Codes;
import kasane.shared.Kana;
import kasane.shared.PartialDate;
import kasane.shared.Wareki;
import kasane.ui.Option;
import org.springframework.stereotype.Component;

/** 本人・世帯員の様式: the fields about a person, read and filled the same way wherever they stand. */
@Component
public class PersonForm {

    private final Db db;
    private final Codes codes;

    PersonForm(Db db, Codes codes) {
        this.db = db;
        this.codes = codes;
    }

    /** What can be chosen on the day. */
    public record Choices(List<Option> sexes, List<Option> ties, List<Option> languages) {}

    /** The choices of today. */
    public Choices choices(Viewer.Staff viewer) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return new Choices(options("sex", today), options("tie", today), options("language", today));
        });
    }

    private List<Option> options(String list, LocalDate today) {
        return codes.list(list, today).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    /** The labels in the order of the page. */
    public static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("family", "姓");
        labels.put("given", "名");
        labels.put("familyKana", "姓のふりがな");
        labels.put("givenKana", "名のふりがな");
        labels.put("birth", "生年月日");
        labels.put("sex", "性別");
        labels.put("tie", "続柄");
        labels.put("together", "同居");
        labels.put("from", "いつから");
        labels.put("alias", "通称");
        labels.put("former", "旧姓・旧氏名");
        labels.put("latin", "ローマ字");
        labels.put("language", "ことば");
        labels.put("needs", "配慮");
        labels.put("deceased", "死亡日");
        labels.put("note", "メモ");
        return labels;
    }

    /** A person as the values of the form. */
    public static Map<String, List<String>> values(Member member) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        PersonDetails details = member.details();
        PersonName name = details.name();
        values.put("family", List.of(name.family()));
        values.put("given", List.of(name.given()));
        values.put("familyKana", List.of(name.familyKana()));
        values.put("givenKana", List.of(name.givenKana()));
        values.put("birth", List.of(date(details.birth())));
        values.put("sex", List.of(details.sex()));
        values.put("tie", List.of(member.tieCode()));
        values.put("together", List.of(member.together() ? "YES" : "NO"));
        values.put("from", List.of(date(member.from())));
        values.put("alias", List.of(name.alias()));
        values.put("former", List.of(name.former()));
        values.put("latin", List.of(name.latin()));
        values.put("language", List.of(details.language()));
        values.put("needs", needs(details));
        values.put("deceased", List.of(details.deceased() == null ? "" : Wareki.compact(details.deceased())));
        values.put("note", List.of(details.note()));
        return values;
    }

    private static List<String> needs(PersonDetails details) {
        return java.util.stream.Stream.of(
                        details.interpreter() ? "interpreter" : "", details.signLanguage() ? "sign" : "")
                .filter(need -> !need.isEmpty())
                .toList();
    }

    private static String date(PartialDate date) {
        return date.isUnknown() ? "" : Wareki.compact(date);
    }

    /** Reads the fields; what has to be mended is noted in {@code in}. */
    public Households.NewMember read(Viewer.Staff viewer, Reading in) {
        Choices choices = choices(viewer);
        LocalDate today = db.transact(viewer, () -> db.today(viewer));
        String family = in.line("family", 60);
        String given = in.line("given", 60);
        String alias = in.line("alias", 120);
        String latin = in.line("latin", 120);
        String familyKana = kana(in, "familyKana");
        String givenKana = kana(in, "givenKana");
        PersonName name = new PersonName(family, given, familyKana, givenKana, in.line("former", 120), alias, latin);
        if (name.isEmpty()) {
            in.error("family", "姓、名、ふりがな、通称のどれか1つを入れてください。分からないときは、姓に「不明」と入れてください。");
        }
        PartialDate birth = in.partialDate("birth");
        if (birth.earliest().filter(first -> first.isAfter(today)).isPresent()) {
            in.error("birth", "生年月日が、きょうより後になっています。");
        }
        LocalDate deceased = in.date("deceased");
        if (deceased != null && deceased.isAfter(today)) {
            in.error("deceased", "死亡日が、きょうより後になっています。");
        }
        if (deceased != null
                && birth.earliest().filter(first -> first.isAfter(deceased)).isPresent()) {
            in.error("deceased", "死亡日が、生年月日より前になっています。");
        }
        List<String> needs = in.codes("needs", Set.of("interpreter", "sign"));
        PersonDetails details = new PersonDetails(
                name,
                in.code("sex", Option.values(choices.sexes())),
                birth,
                deceased,
                in.code("language", Option.values(choices.languages())),
                needs.contains("interpreter"),
                needs.contains("sign"),
                in.block("note", 1000));
        return new Households.NewMember(
                details,
                in.code("tie", Option.values(choices.ties())),
                !in.code("together", Set.of("YES", "NO")).equals("NO"),
                in.partialDate("from"));
    }

    private static String kana(Reading in, String name) {
        String kana = in.line(name, 60);
        if (!kana.isEmpty() && !Kana.isKana(kana)) {
            in.error(name, "ふりがなは、ひらがなかカタカナで入れてください。");
        }
        return kana;
    }
}
