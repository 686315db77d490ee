package kasane.collaboration.assessment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.collaboration.AssessmentForm;
import kasane.collaboration.AssessmentForms;
import kasane.collaboration.AssessmentSheet;
import kasane.collaboration.Assessments;
import kasane.collaboration.DirectInquiries;
import kasane.collaboration.InformationRequests;
import kasane.collaboration.Plans;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** アセスメント: writing the next version of a case's, and reading any. */
@Controller
class AssessmentController {

    private static final String TAB = "case";

    private final Assessments assessments;
    private final AssessmentForms editions;
    private final SheetFields fields;
    private final WrittenSheets written;
    private final InformationRequests information;
    private final DirectInquiries inquiries;
    private final Plans plans;
    private final Cases cases;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    AssessmentController(
            Assessments assessments,
            AssessmentForms editions,
            SheetFields fields,
            WrittenSheets written,
            InformationRequests information,
            DirectInquiries inquiries,
            Plans plans,
            Cases cases,
            Households households,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.assessments = assessments;
        this.editions = editions;
        this.fields = fields;
        this.written = written;
        this.information = information;
        this.inquiries = inquiries;
        this.plans = plans;
        this.cases = cases;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/cases/{id}/assessments/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            cases.own(viewer, id);
            List<Assessments.Assessment> before = assessments.ofCase(viewer, id);
            return form(
                    viewer,
                    id,
                    forms.open(viewer, before.isEmpty() ? first(viewer, id) : again(viewer, before.getFirst())));
        });
    }

    private Map<String, List<String>> first(Viewer.Staff viewer, UUID id) {
        return Map.of(
                "after",
                List.of("0"),
                "persons",
                members(viewer, id).stream()
                        .map(member -> member.person().value().toString())
                        .toList());
    }

    private Map<String, List<String>> again(Viewer.Staff viewer, Assessments.Assessment newest) {
        Map<String, List<String>> values =
                new LinkedHashMap<>(SheetFields.values(assessments.sheets(viewer, newest.id())));
        values.put("after", List.of(String.valueOf(newest.no())));
        values.put(
                "persons",
                newest.persons().stream().map(p -> p.value().toString()).toList());
        values.put("issues", newest.issues());
        values.put("mainIssue", List.of(newest.mainIssue()));
        values.put("wishes", List.of(newest.wishes()));
        values.put("familyWishes", List.of(newest.familyWishes()));
        values.put("strengths", List.of(newest.strengths()));
        values.put("background", List.of(newest.background()));
        values.put("summary", List.of(newest.summary()));
        values.put("urgency", List.of(newest.urgency()));
        return values;
    }

    /** 対象者 as far as the viewer may see them. */
    private List<Member> members(Viewer.Staff viewer, UUID id) {
        Set<PersonId> persons = cases.persons(viewer, id);
        return households.members(viewer, cases.standing(viewer, id).file().household()).stream()
                .filter(member -> persons.contains(member.person()))
                .toList();
    }

    private List<Option> issues(Viewer.Staff viewer) {
        return codes.list("issue-national", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.shortLabel()))
                .toList();
    }

    private Screen form(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            HouseholdId household = standing.file().household();
            List<Member> members = members(viewer, id);
            List<Id> shown = new ArrayList<>(List.of(household));
            members.forEach(member -> shown.add(member.person()));
            audit.read(viewer, "assessment.form", shown, Detail.NONE.item(id));
            String after = form.value("after");
            boolean next = !after.isEmpty() && !after.equals("0");
            String title = next ? "アセスメントを書き直す" : "アセスメントを書く";
            return Screen.form(
                            "collaboration/assessment/new",
                            title,
                            new AssessmentPages.New(
                                    form,
                                    title,
                                    "/cases/" + id + "/assessments",
                                    "/cases/" + id,
                                    next ? "第" + after + "版" : "",
                                    members.stream()
                                            .map(member -> Option.of(
                                                    member.person().value().toString(),
                                                    member.name().full() + "さん　" + member.ageLabel()))
                                            .toList(),
                                    issues(viewer),
                                    gathered(viewer, id),
                                    fields.sections(
                                            form, editions.on(viewer, db.today(viewer)), members, db.today(viewer))),
                            form)
                    .with(strips.of(viewer, household, TAB));
        });
    }

    private List<AssessmentPages.Gathered> gathered(Viewer.Staff viewer, UUID id) {
        Stream<AssessmentPages.Gathered> direct = inquiries.ofCase(viewer, id).stream()
                .map(inquiry -> new AssessmentPages.Gathered(
                        inquiry.topic(),
                        inquiry.words(),
                        Texts.text(
                                "collaboration.assessment.direct",
                                inquiry.source(),
                                Wareki.compact(inquiry.askedOn()),
                                inquiry.reason()),
                        ""));
        Stream<AssessmentPages.Gathered> asked = information.ofCase(viewer, id).stream()
                .flatMap(opened -> opened.parts().stream()
                        .map(part -> new AssessmentPages.Gathered(
                                codes.label(
                                        "information-topic",
                                        part.topic(),
                                        opened.request().topicEdition()),
                                part.words(),
                                opened.request().toName() + "　"
                                        + codes.label("information-source", part.source(), part.sourceEdition()),
                                "/information-requests/" + opened.request().id())));
        return Stream.concat(asked, direct).toList();
    }

    @PostMapping("/cases/{id}/assessments")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> form(viewer, id, again), in -> {
            cases.own(viewer, id);
            return write(viewer, id, in);
        });
    }

    private Outcome write(Viewer.Staff viewer, UUID id, Reading in) {
        List<String> persons = in.codes(
                "persons",
                members(viewer, id).stream()
                        .map(member -> member.person().value().toString())
                        .collect(Collectors.toSet()));
        if (persons.isEmpty()) {
            in.error("persons", Reason.of("collaboration.refused.nobody"));
        }
        Set<String> offered = Option.values(issues(viewer));
        List<String> issues = new ArrayList<>(in.codes("issues", offered));
        String main = in.code("mainIssue", offered);
        if (!main.isEmpty() && !issues.contains(main)) {
            issues.add(main);
        }
        if (issues.isEmpty()) {
            in.error("issues", "課題を1つ以上選んでください。");
        }
        String wishes = in.block("wishes", 4000);
        String family = in.block("familyWishes", 4000);
        String strengths = in.block("strengths", 4000);
        String background = in.block("background", 4000);
        String summary = in.requiredBlock("summary", "課題のまとめと支援の方向", 4000);
        String urgency = in.block("urgency", 2000);
        Integer after = in.number("after", 0, 10_000);
        List<AssessmentSheet> sheets = sheets(viewer, id, persons, in);
        if (in.hasErrors()) {
            return in.invalid();
        }
        Set<PersonId> about = new LinkedHashSet<>();
        persons.forEach(person -> about.add(new PersonId(UUID.fromString(person))));
        Decision<UUID> written = assessments.write(
                viewer,
                id,
                after == null ? 0 : after,
                new Assessments.NewAssessment(
                        about,
                        issues,
                        main.isEmpty() ? issues.getFirst() : main,
                        wishes,
                        family,
                        strengths,
                        background,
                        summary,
                        urgency,
                        sheets));
        return Outcome.of(written, "summary", "アセスメントを書きました。", made -> "/assessments/" + made);
    }

    /** The household's sheet and one for each person; what is typed about somebody who is not ticked is not dropped silently. */
    private List<AssessmentSheet> sheets(Viewer.Staff viewer, UUID id, List<String> persons, Reading in) {
        AssessmentForm asked = editions.on(viewer, db.today(viewer));
        List<AssessmentSheet> sheets = new ArrayList<>();
        sheets.add(fields.read(in, asked, null, db.today(viewer)));
        for (Member member : members(viewer, id)) {
            AssessmentSheet sheet = fields.read(in, asked, member.person(), db.today(viewer));
            if (persons.contains(member.person().value().toString())) {
                sheets.add(sheet);
            } else if (!sheet.isEmpty()) {
                in.error(
                        "persons",
                        Reason.of(
                                "collaboration.refused.sheet-of-nobody",
                                member.name().full()));
            }
        }
        return sheets;
    }

    @GetMapping("/assessments/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String since) {
        return db.transact(viewer, () -> {
            Assessments.Assessment assessment = assessments.find(viewer, id);
            Cases.Standing standing = cases.standing(viewer, assessment.caseId());
            List<Assessments.Assessment> versions = assessments.ofCase(viewer, assessment.caseId());
            List<Id> shown = new ArrayList<>(List.of(assessment.household()));
            shown.addAll(assessment.persons());
            audit.read(viewer, "assessment.page", shown, Detail.NONE.item(id));
            Screen screen = Screen.of(
                    "collaboration/assessment/page",
                    "アセスメント（第" + assessment.no() + "版）",
                    shown(viewer, assessment, standing, versions, since));
            // Whoever wrote it still reads it when no consent opens the household any more.
            return strips.find(viewer, assessment.household(), TAB)
                    .map(screen::with)
                    .orElse(screen);
        });
    }

    private AssessmentPages.Page shown(
            Viewer.Staff viewer,
            Assessments.Assessment assessment,
            Cases.Standing standing,
            List<Assessments.Assessment> versions,
            String since) {
        boolean newest = versions.isEmpty() || versions.getFirst().id().equals(assessment.id());
        boolean own = standing.file().owner().equals(viewer.agency());
        boolean planNext = own
                && newest
                && standing.state() == CaseFlow.State.PLANNING
                && plans.ofCase(viewer, assessment.caseId()).isEmpty();
        return new AssessmentPages.Page(
                "アセスメント（第" + assessment.no() + "版）",
                "/cases/" + assessment.caseId(),
                label(assessment, assessment.mainIssue()),
                assessment.issues().stream()
                        .filter(code -> !code.equals(assessment.mainIssue()))
                        .map(code -> label(assessment, code))
                        .toList(),
                of(viewer, assessment).stream()
                        .map(member -> member.name().full())
                        .toList(),
                WrittenSheets.words(assessment).entrySet().stream()
                        .filter(words -> !words.getValue().isEmpty())
                        .map(words -> new AssessmentPages.Fact(words.getKey(), words.getValue()))
                        .toList(),
                When.of(assessment.writtenAt(), clock.getZone()) + "　" + assessment.agency() + "　"
                        + assessment.writer(),
                newest,
                own && standing.state() != CaseFlow.State.ENDED,
                planNext ? "/cases/" + assessment.caseId() + "/plans/new" : null,
                versions.stream()
                        .map(version -> new AssessmentPages.Version(
                                "第" + version.no() + "版",
                                "/assessments/" + version.id(),
                                When.of(version.writtenAt(), clock.getZone()),
                                version.id().equals(assessment.id())))
                        .toList(),
                written.sheets(viewer, assessment, of(viewer, assessment)),
                differences(viewer, assessment, versions, since),
                "/assessments/" + assessment.id() + "/sheet");
    }

    /** 対象者 of a version as far as the viewer may see them. */
    private List<Member> of(Viewer.Staff viewer, Assessments.Assessment assessment) {
        return households.members(viewer, assessment.household()).stream()
                .filter(member -> assessment.persons().contains(member.person()))
                .toList();
    }

    /** What differs from the version that was asked for, otherwise from the one before; nothing for the first. */
    private AssessmentPages.@Nullable Differences differences(
            Viewer.Staff viewer,
            Assessments.Assessment assessment,
            List<Assessments.Assessment> versions,
            String since) {
        List<Assessments.Assessment> earlier = versions.stream()
                .filter(version -> version.no() < assessment.no())
                .toList();
        if (earlier.isEmpty()) {
            return null;
        }
        Assessments.Assessment before = earlier.stream()
                .filter(version -> String.valueOf(version.no()).equals(since))
                .findFirst()
                .orElse(earlier.getFirst());
        return new AssessmentPages.Differences(
                "第" + before.no() + "版",
                earlier.stream()
                        .filter(version -> version.no() != before.no())
                        .map(version -> new AssessmentPages.Version(
                                "第" + version.no() + "版",
                                "/assessments/" + assessment.id() + "?since=" + version.no() + "#differences",
                                "",
                                false))
                        .toList(),
                written.changes(viewer, before, assessment, of(viewer, assessment)));
    }

    private String label(Assessments.Assessment assessment, String code) {
        return codes.label("issue-national", code, assessment.issueEdition());
    }
}
