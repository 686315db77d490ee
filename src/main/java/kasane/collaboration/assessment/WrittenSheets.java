package kasane.collaboration.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.collaboration.AssessmentChanges;
import kasane.collaboration.AssessmentForm;
import kasane.collaboration.AssessmentForm.About;
import kasane.collaboration.AssessmentForm.Item;
import kasane.collaboration.AssessmentForms;
import kasane.collaboration.AssessmentSheet;
import kasane.collaboration.Assessments;
import kasane.gate.Viewer;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the versions of an assessment say, and what they say otherwise, in words. */
@Component
class WrittenSheets {

    private final Assessments assessments;
    private final AssessmentForms editions;
    private final SheetFields fields;
    private final Codes codes;
    private final Clock clock;

    WrittenSheets(Assessments assessments, AssessmentForms editions, SheetFields fields, Codes codes, Clock clock) {
        this.assessments = assessments;
        this.editions = editions;
        this.fields = fields;
        this.codes = codes;
        this.clock = clock;
    }

    /** What is written about all of them together, by label; what is not written is empty. */
    static Map<String, String> words(Assessments.Assessment assessment) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("課題のまとめと支援の方向", assessment.summary());
        words.put("緊急の対応", assessment.urgency());
        words.put("ご本人の望み", assessment.wishes());
        words.put("ご家族の望み", assessment.familyWishes());
        words.put("強み・好きなこと", assessment.strengths());
        words.put("背景・要因", assessment.background());
        return words;
    }

    /** The sheets of a version, as far as they are filled in and the viewer sees whom they are about. */
    List<AssessmentPages.Sheet> sheets(Viewer.Staff viewer, Assessments.Assessment assessment, List<Member> members) {
        LocalDate day = day(assessment);
        return assessments.sheets(viewer, assessment.id()).stream()
                .filter(sheet -> sheet.person() == null || named(sheet.person(), members))
                .map(sheet -> sheet(sheet, editions.edition(viewer, sheet.form()), title(sheet.person(), members), day))
                .toList();
    }

    private AssessmentPages.Sheet sheet(AssessmentSheet sheet, AssessmentForm form, String title, LocalDate day) {
        List<AssessmentPages.Written> parts = IntStream.rangeClosed(1, AssessmentForm.PAGES)
                .mapToObj(page -> new AssessmentPages.Written(
                        SheetFields.page(page),
                        form.about(sheet.about(), page).stream()
                                .filter(item -> !sheet.answer(item.code()).isEmpty())
                                .map(item -> new AssessmentPages.Fact(
                                        item.label(), fields.words(item, sheet.answer(item.code()), day)))
                                .toList()))
                .filter(part -> !part.facts().isEmpty())
                .toList();
        return new AssessmentPages.Sheet(
                title,
                form.missing(sheet.about(), sheet.answers()).stream()
                        .map(Item::label)
                        .collect(Collectors.joining("、")),
                parts);
    }

    /** The four pages about the household and about each person, with every item of the form, answered or not. */
    List<AssessmentPaper.Sheet> paper(Viewer.Staff viewer, Assessments.Assessment assessment, List<Member> members) {
        List<AssessmentSheet> written = assessments.sheets(viewer, assessment.id());
        AssessmentForm form = written.isEmpty()
                ? editions.on(viewer, day(assessment))
                : editions.edition(viewer, written.getFirst().form());
        List<AssessmentPaper.Sheet> sheets = new ArrayList<>();
        sheets.add(paper(form, of(written, null), null, members, day(assessment)));
        for (Member member : members) {
            sheets.add(paper(form, of(written, member.person()), member.person(), members, day(assessment)));
        }
        return sheets;
    }

    private AssessmentPaper.Sheet paper(
            AssessmentForm form,
            AssessmentSheet sheet,
            @Nullable PersonId person,
            List<Member> members,
            LocalDate day) {
        return new AssessmentPaper.Sheet(
                title(person, members),
                person != null,
                IntStream.rangeClosed(1, AssessmentForm.PAGES)
                        .mapToObj(page -> new AssessmentPaper.Part(
                                SheetFields.page(page),
                                form.about(sheet.about(), page).stream()
                                        .map(item -> line(form, item, sheet.answer(item.code()), day))
                                        .toList()))
                        .filter(part -> !part.lines().isEmpty())
                        .toList());
    }

    /** One item; a choice from a list whose boxes stand above it already is written out. */
    private AssessmentPaper.Line line(AssessmentForm form, Item item, List<String> answers, LocalDate day) {
        Item first = form.about(item.about()).stream()
                .filter(other -> other.isChosen() && other.options().equals(item.options()))
                .findFirst()
                .orElse(item);
        boolean boxes = item.isChosen()
                && (item.kind() == AssessmentForm.Kind.MANY
                        || first.equals(item)
                        || first.kind() == AssessmentForm.Kind.ONE);
        return new AssessmentPaper.Line(
                item.label(),
                item.national(),
                item.kind() == AssessmentForm.Kind.BLOCK,
                boxes ? fields.boxes(item, answers, day) : List.of(),
                boxes ? "" : fields.words(item, answers, day));
    }

    private static AssessmentSheet of(List<AssessmentSheet> sheets, @Nullable PersonId person) {
        return sheets.stream()
                .filter(sheet -> Objects.equals(sheet.person(), person))
                .findFirst()
                .orElseGet(() -> new AssessmentSheet(person, 0, Map.of()));
    }

    /** What a later version says otherwise: first about all of them together, then sheet by sheet. */
    List<AssessmentPages.Changed> changes(
            Viewer.Staff viewer, Assessments.Assessment before, Assessments.Assessment after, List<Member> members) {
        List<AssessmentPages.Changed> changes = new ArrayList<>();
        List<AssessmentPages.Difference> together = together(before, after);
        if (!together.isEmpty()) {
            changes.add(new AssessmentPages.Changed(Texts.text("collaboration.assessment.together"), together));
        }
        List<AssessmentSheet> then = assessments.sheets(viewer, before.id());
        List<AssessmentSheet> now = assessments.sheets(viewer, after.id());
        Map<Optional<PersonId>, List<AssessmentPages.Difference>> bySheet = new LinkedHashMap<>();
        for (AssessmentChanges.Change change : AssessmentChanges.between(then, now)) {
            PersonId person = change.person();
            if (person != null && !named(person, members)) {
                continue;
            }
            About about = person == null ? About.HOUSEHOLD : About.PERSON;
            Item earlier = form(viewer, then, person).find(about, change.item());
            Item later = form(viewer, now, person).find(about, change.item());
            Item item = later != null ? later : earlier;
            if (item != null) {
                bySheet.computeIfAbsent(Optional.ofNullable(person), sheet -> new ArrayList<>())
                        .add(new AssessmentPages.Difference(
                                item.label(),
                                fields.words(earlier != null ? earlier : item, change.before(), day(before)),
                                fields.words(item, change.after(), day(after))));
            }
        }
        bySheet.forEach((person, items) ->
                changes.add(new AssessmentPages.Changed(title(person.orElse(null), members), items)));
        return changes;
    }

    private List<AssessmentPages.Difference> together(Assessments.Assessment before, Assessments.Assessment after) {
        Map<String, String> then = new LinkedHashMap<>();
        then.put("課題と特性", issues(before));
        then.putAll(words(before));
        Map<String, String> now = new LinkedHashMap<>();
        now.put("課題と特性", issues(after));
        now.putAll(words(after));
        return now.entrySet().stream()
                .filter(written -> !written.getValue().equals(then.get(written.getKey())))
                .map(written -> new AssessmentPages.Difference(
                        written.getKey(), then.getOrDefault(written.getKey(), ""), written.getValue()))
                .toList();
    }

    String issues(Assessments.Assessment assessment) {
        return "◎ " + label(assessment, assessment.mainIssue())
                + assessment.issues().stream()
                        .filter(code -> !code.equals(assessment.mainIssue()))
                        .sorted()
                        .map(code -> "、" + label(assessment, code))
                        .collect(Collectors.joining());
    }

    private String label(Assessments.Assessment assessment, String code) {
        return codes.label("issue-national", code, assessment.issueEdition());
    }

    private AssessmentForm form(Viewer.Staff viewer, List<AssessmentSheet> sheets, @Nullable PersonId person) {
        return editions.edition(viewer, of(sheets, person).form());
    }

    private LocalDate day(Assessments.Assessment assessment) {
        return assessment.writtenAt().atZone(clock.getZone()).toLocalDate();
    }

    private static boolean named(PersonId person, List<Member> members) {
        return members.stream().anyMatch(member -> member.person().equals(person));
    }

    private static String title(@Nullable PersonId person, List<Member> members) {
        return members.stream()
                .filter(member -> member.person().equals(person))
                .findFirst()
                .map(member -> member.name().full() + "さん　" + member.ageLabel())
                .orElseGet(() -> Texts.text("collaboration.assessment.household"));
    }
}
