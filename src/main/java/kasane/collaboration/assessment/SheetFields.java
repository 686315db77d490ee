package kasane.collaboration.assessment;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.collaboration.AssessmentForm;
import kasane.collaboration.AssessmentForm.About;
import kasane.collaboration.AssessmentForm.Item;
import kasane.collaboration.AssessmentSheet;
import kasane.editing.Reading;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.ui.FormView;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The four pages of a sheet as fields of a form, as typed answers, and in words. */
@Component
class SheetFields {

    private static final int LINE = 200;
    private static final int BLOCK = 4000;
    private static final int MOST = 100_000_000;

    private final Codes codes;

    SheetFields(Codes codes) {
        this.codes = codes;
    }

    /** The name of a field; it holds no words about anybody. */
    static String name(@Nullable PersonId person, String item) {
        return person == null ? "h-" + item : "p-" + person.value() + "-" + item;
    }

    /** The sheets of the form: the household, then each person. */
    List<AssessmentPages.Section> sections(FormView form, AssessmentForm asked, List<Member> members, LocalDate day) {
        Map<String, List<Option>> options = options(asked, day);
        List<AssessmentPages.Section> sections = new ArrayList<>();
        sections.add(section(form, asked, null, Texts.text("collaboration.assessment.household"), options));
        for (Member member : members) {
            sections.add(
                    section(form, asked, member.person(), member.name().full() + "さん　" + member.ageLabel(), options));
        }
        return sections;
    }

    private Map<String, List<Option>> options(AssessmentForm asked, LocalDate day) {
        return asked.items().stream()
                .filter(Item::isChosen)
                .map(Item::options)
                .distinct()
                .collect(Collectors.toMap(
                        list -> list,
                        list -> codes.list(list, day).stream()
                                .map(code -> Option.of(code.code(), code.shortLabel()))
                                .toList()));
    }

    private static AssessmentPages.Section section(
            FormView form,
            AssessmentForm asked,
            @Nullable PersonId person,
            String title,
            Map<String, List<Option>> options) {
        About about = person == null ? About.HOUSEHOLD : About.PERSON;
        List<AssessmentPages.Part> parts = IntStream.rangeClosed(1, AssessmentForm.PAGES)
                .mapToObj(page -> new AssessmentPages.Part(
                        page(page),
                        asked.about(about, page).stream()
                                .map(item -> field(item, person, options))
                                .toList()))
                .filter(part -> !part.fields().isEmpty())
                .toList();
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (Item item : asked.about(about)) {
            typed.put(
                    item.code(),
                    form.values(name(person, item.code())).stream()
                            .filter(value -> !value.isBlank())
                            .toList());
        }
        long national = asked.about(about).stream().filter(Item::national).count();
        boolean refused = asked.about(about).stream().anyMatch(item -> form.error(name(person, item.code())) != null);
        return new AssessmentPages.Section(
                title,
                Texts.text(
                        "collaboration.assessment.national-count",
                        national - asked.missing(about, typed).size(),
                        national),
                refused,
                parts);
    }

    private static AssessmentPages.Field field(
            Item item, @Nullable PersonId person, Map<String, List<Option>> options) {
        return new AssessmentPages.Field(
                name(person, item.code()),
                item.unit().isEmpty() ? item.label() : item.label() + "（" + item.unit() + "）",
                item.kind(),
                options.getOrDefault(item.options(), List.of()),
                item.hint(),
                item.national());
    }

    static String page(int page) {
        return Texts.text("collaboration.assessment.page-" + page);
    }

    /** The values that make a form start from a sheet. */
    static Map<String, List<String>> values(List<AssessmentSheet> sheets) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        sheets.forEach(sheet ->
                sheet.answers().forEach((item, given) -> values.put(name(sheet.person(), item), given)));
        return values;
    }

    /** What was typed about a person or the household; what cannot be right is noted at its field. */
    AssessmentSheet read(Reading in, AssessmentForm asked, @Nullable PersonId person, LocalDate day) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Item item : asked.about(person == null ? About.HOUSEHOLD : About.PERSON)) {
            answers.put(item.code(), answer(in, item, name(person, item.code()), day));
        }
        return new AssessmentSheet(person, asked.edition(), answers);
    }

    private List<String> answer(Reading in, Item item, String name, LocalDate day) {
        return switch (item.kind()) {
            case ONE -> given(in.code(name, offered(item, day)));
            case MANY -> in.codes(name, offered(item, day));
            case LINE -> given(in.line(name, LINE));
            case BLOCK -> given(in.block(name, BLOCK));
            case NUMBER -> {
                Integer number = in.number(name, 0, MOST);
                yield number == null ? List.of() : List.of(number.toString());
            }
        };
    }

    private Set<String> offered(Item item, LocalDate day) {
        return codes.list(item.options(), day).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    private static List<String> given(String answer) {
        return answer.isEmpty() ? List.of() : List.of(answer);
    }

    /** Answers in words, as the lists were on the day they were given; empty for none. */
    String words(Item item, List<String> answers, LocalDate day) {
        return switch (item.kind()) {
            case ONE, MANY ->
                inOrder(item, answers, day).stream()
                        .map(code -> codes.labelOn(item.options(), code, day))
                        .collect(Collectors.joining("、"));
            case NUMBER ->
                answers.stream()
                        .map(number ->
                                NumberFormat.getIntegerInstance(Locale.JAPAN).format(Integer.parseInt(number))
                                        + item.unit())
                        .collect(Collectors.joining());
            case LINE, BLOCK -> String.join("\n", answers);
        };
    }

    /** The choices of an item as boxes, as they were on a day. */
    List<AssessmentPaper.Box> boxes(Item item, List<String> answers, LocalDate day) {
        return codes.list(item.options(), day).stream()
                .map(code -> new AssessmentPaper.Box(code.shortLabel(), answers.contains(code.code())))
                .toList();
    }

    private List<String> inOrder(Item item, List<String> answers, LocalDate day) {
        List<String> all =
                codes.list(item.options(), day).stream().map(Codes.Code::code).toList();
        return answers.stream().sorted(Comparator.comparingInt(all::indexOf)).toList();
    }
}
