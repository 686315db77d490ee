package kasane.collaboration.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** A version's sheets with the form they were written on: all of them on the same day, so on the same one. */
    private record Version(AssessmentForm form, List<AssessmentSheet> sheets, LocalDate day) {}

    private Version version(Viewer.Staff viewer, Assessments.Assessment assessment) {
        List<AssessmentSheet> sheets = assessments.sheets(viewer, assessment.id());
        LocalDate day = assessment.writtenAt().atZone(clock.getZone()).toLocalDate();
        return new Version(
                sheets.isEmpty()
                        ? editions.on(viewer, day)
                        : editions.edition(viewer, sheets.getFirst().form()),
                sheets,
                day);
    }

    /** The sheets of a version, as far as they are filled in and the viewer sees whom they are about. */
    List<AssessmentPages.Sheet> sheets(Viewer.Staff viewer, Assessments.Assessment assessment, List<Member> members) {
        Version version = version(viewer, assessment);
        return version.sheets().stream()
                .filter(sheet -> sheet.person() == null || named(sheet.person(), members))
                .map(sheet -> sheet(sheet, version.form(), title(sheet.person(), members), version.day()))
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
        Version version = version(viewer, assessment);
        return Stream.concat(
                        Stream.of(Optional.<PersonId>empty()),
                        members.stream().map(Member::person).map(Optional::of))
                .map(about -> paper(version, about.orElse(null), members))
                .toList();
    }

    private AssessmentPaper.Sheet paper(Version version, @Nullable PersonId person, List<Member> members) {
        AssessmentSheet sheet = AssessmentSheet.of(version.sheets(), person);
        return new AssessmentPaper.Sheet(
                title(person, members),
                person != null,
                IntStream.rangeClosed(1, AssessmentForm.PAGES)
                        .mapToObj(page -> new AssessmentPaper.Part(
                                SheetFields.page(page),
                                version.form().about(sheet.about(), page).stream()
                                        .map(item ->
                                                line(version.form(), item, sheet.answer(item.code()), version.day()))
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

    /** What a later version says otherwise: first about all of them together, then sheet by sheet. */
    List<AssessmentPages.Changed> changes(
            Viewer.Staff viewer, Assessments.Assessment before, Assessments.Assessment after, List<Member> members) {
        List<AssessmentPages.Changed> changes = new ArrayList<>();
        List<AssessmentPages.Difference> together = together(before, after);
        if (!together.isEmpty()) {
            changes.add(new AssessmentPages.Changed(Texts.text("collaboration.assessment.together"), together));
        }
        Version then = version(viewer, before);
        Version now = version(viewer, after);
        Map<Optional<PersonId>, List<AssessmentPages.Difference>> bySheet = new LinkedHashMap<>();
        for (AssessmentChanges.Change change : AssessmentChanges.between(then.sheets(), now.sheets())) {
            PersonId person = change.person();
            if (person == null || named(person, members)) {
                difference(then, now, change)
                        .ifPresent(difference -> bySheet.computeIfAbsent(
                                        Optional.ofNullable(person), sheet -> new ArrayList<>())
                                .add(difference));
            }
        }
        bySheet.forEach((person, items) ->
                changes.add(new AssessmentPages.Changed(title(person.orElse(null), members), items)));
        return changes;
    }

    /** In the words of each version's own form; an item that only one of them asks for is called as that one calls it. */
    private Optional<AssessmentPages.Difference> difference(
            Version then, Version now, AssessmentChanges.Change change) {
        About about = change.person() == null ? About.HOUSEHOLD : About.PERSON;
        Item earlier = then.form().find(about, change.item());
        Item later = now.form().find(about, change.item());
        Item item = later != null ? later : earlier;
        return item == null
                ? Optional.empty()
                : Optional.of(new AssessmentPages.Difference(
                        item.label(),
                        fields.words(earlier != null ? earlier : item, change.before(), then.day()),
                        fields.words(item, change.after(), now.day())));
    }

    private List<AssessmentPages.Difference> together(Assessments.Assessment before, Assessments.Assessment after) {
        Map<String, String> then = said(before);
        return said(after).entrySet().stream()
                .filter(now -> !now.getValue().equals(then.get(now.getKey())))
                .map(now -> new AssessmentPages.Difference(
                        now.getKey(), then.getOrDefault(now.getKey(), ""), now.getValue()))
                .toList();
    }

    private Map<String, String> said(Assessments.Assessment assessment) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("課題と特性", issues(assessment));
        said.putAll(words(assessment));
        return said;
    }

    /** 課題と特性 in one line, the main one first. */
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
