package kasane.collaboration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.collaboration.Plan;
import kasane.collaboration.Plans;
import kasane.collaboration.SupportDecisions;
import kasane.collaboration.plan.PlanSheet.Choice;
import kasane.documents.Download;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.documents.Workbook;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.settings.Town;
import kasane.shared.AgencyId;
import kasane.shared.Id;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.ui.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** プラン兼利用申込書 on paper, as far as whoever prints it may see the version: preview, PDF and workbook hold the same. */
@Controller
class PlanSheetController {

    private static final String TEMPLATE = "collaboration/plan/sheet";
    private static final Plan.Words NOTHING = new Plan.Words("", "", "", "", "", "", "", "", "", "", "");

    /** What a conference can conclude about a plan; the rest of the list belongs to other items. */
    private static final Set<String> CONCLUSIONS = Set.of("FIT", "FIT_AMENDED", "AGAIN", "LEAD_BACK", "PASS_ON");

    private final Plans plans;
    private final SupportDecisions decisions;
    private final Cases cases;
    private final Households households;
    private final Consents consents;
    private final Agencies agencies;
    private final Codes codes;
    private final Town town;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    PlanSheetController(
            Plans plans,
            SupportDecisions decisions,
            Cases cases,
            Households households,
            Consents consents,
            Agencies agencies,
            Codes codes,
            Town town,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.plans = plans;
        this.decisions = decisions;
        this.cases = cases;
        this.households = households;
        this.consents = consents;
        this.agencies = agencies;
        this.codes = codes;
        this.town = town;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/plans/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        Printed printed = opened(me.viewer(), id, false);
        return sheets.preview(TEMPLATE, frame(me, printed.sheet(), id), printed.sheet())
                .answer();
    }

    @GetMapping("/plans/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        Printed printed = opened(me.viewer(), id, false);
        return sheets.pdf(TEMPLATE, frame(me, printed.sheet(), id), printed.sheet(), printed.file())
                .answer();
    }

    @GetMapping("/plans/{id}/sheet.xlsx")
    ResponseEntity<byte[]> workbook(SignedIn me, @PathVariable UUID id) {
        Printed printed = opened(me.viewer(), id, true);
        return Download.xlsx(
                        printed.file(),
                        Workbook.bytes(book -> book.form(
                                frame(me, printed.sheet(), id), form -> PlanSheetBook.fill(form, printed.sheet()))))
                .answer();
    }

    /** The sheet and the name of its file, which names nobody. */
    private record Printed(PlanSheet sheet, FileName file) {}

    private SheetFrame frame(SignedIn me, PlanSheet sheet, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/plans/" + id;
        return sheet.frame(me.foot(now) + " 印刷")
                .with(
                        new Frame.Link("プランにもどる", href),
                        List.of(
                                new Frame.Link("PDFで開く", href + "/sheet.pdf"),
                                new Frame.Link("Excelで保存", href + "/sheet.xlsx")));
    }

    private Printed opened(Viewer.Staff viewer, UUID id, boolean taken) {
        return db.transact(viewer, () -> {
            Plan plan = plans.find(viewer, id);
            List<Member> persons = households.members(viewer, plan.household()).stream()
                    .filter(member -> plan.persons().contains(member.person()))
                    .toList();
            List<Id> subjects = new ArrayList<>(List.of(plan.household()));
            persons.forEach(member -> subjects.add(member.person()));
            if (taken) {
                audit.exported(viewer, "plan.sheet", subjects, Detail.NONE.item(id));
            } else {
                audit.printed(viewer, "plan.sheet", subjects, Detail.NONE.item(id));
            }
            LocalDate written = LocalDate.ofInstant(plan.changedAt(), clock.getZone());
            return new Printed(sheet(viewer, plan, persons, written), new FileName("plan", written, id));
        });
    }

    private PlanSheet sheet(Viewer.Staff viewer, Plan plan, List<Member> persons, LocalDate written) {
        Plan.Frame frame = plan.frame();
        Plan.Words words = plan.words() == null ? NOTHING : plan.words();
        Map<AgencyId, String> names = new LinkedHashMap<>();
        List<String> sharing = new ArrayList<>();
        cases.team(viewer, plan.caseId()).forEach(member -> {
            names.put(member.agency(), member.name());
            if (member.leftOn() == null) {
                sharing.add(member.name());
            }
        });
        Agencies.Agency owner = agencies.find(viewer, plan.owner());
        AgencyId nextLead = frame.nextLead();
        return new PlanSheet(
                Texts.find("collaboration.plan.sheet.number").orElse(""),
                "", // 番号 is the office's own, written when the form is filed
                Wareki.formatWithWeekday(written),
                List.of(
                        new Choice("初回", plan.no() == 1),
                        new Choice("再プラン（第" + (plan.no() == 1 ? "　" : plan.no()) + "版）", plan.no() > 1)),
                choices("plan-kind", frame.kind(), written),
                new PlanSheet.Author(owner.name(), plan.drafter(), owner.phone()),
                persons.stream().map(member -> person(member, written)).toList(),
                joined(words.wishes(), words.familyWishes()),
                words.issues().lines().filter(line -> !line.isBlank()).toList(),
                words.longGoal(),
                words.shortGoal(),
                words.course(),
                plan.lines().stream().map(line -> line(line, persons)).toList(),
                names.getOrDefault(frame.lead(), ""),
                nextLead == null ? "" : names.getOrDefault(nextLead, ""),
                new PlanSheet.Use(choices("use-choice", frame.participation(), written), words.participationNote()),
                new PlanSheet.Use(choices("use-choice", frame.outreach(), written), words.outreachNote()),
                new PlanSheet.Programmes(List.of(), words.otherSystems()),
                new PlanSheet.Course(
                        Wareki.format(frame.from()),
                        Wareki.format(frame.until()),
                        Wareki.formatWithWeekday(frame.nextMonitoring()),
                        words.emergency()),
                application(viewer, plan, persons, sharing, written),
                conference(viewer, plans.talks(viewer, plan.id()), written),
                decision(decisions.of(viewer, plan.id())),
                words.note());
    }

    private static String joined(String own, String family) {
        return family.isEmpty() ? own : (own.isEmpty() ? "" : own + "\n") + "世帯：" + family;
    }

    private List<Choice> choices(String list, String chosen, LocalDate on) {
        return codes.list(list, on).stream()
                .map(code -> new Choice(code.shortLabel(), code.code().equals(chosen)))
                .toList();
    }

    private static PlanSheet.Person person(Member member, LocalDate on) {
        var birth = member.details().birth();
        return new PlanSheet.Person(
                member.name().kana(),
                member.name().full(),
                member.tie(),
                birth.isUnknown() ? "" : Wareki.format(birth),
                birth.ageOn(on).map(age -> age.label()).orElse(""));
    }

    private static PlanSheet.Line line(Plan.Line line, List<Member> persons) {
        LocalDate due = line.due();
        String about = persons.stream()
                .filter(member -> line.persons().contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
        return new PlanSheet.Line(
                persons.size() > line.persons().size() ? "（" + about + "）" + line.issue() : line.issue(),
                line.goal(),
                line.action(),
                line.byFamily(),
                (line.agency() == null ? Texts.text("collaboration.plan.household") : line.agencyName())
                        + (line.who().isEmpty() ? "" : "　" + line.who()),
                line.frequency(),
                due == null ? "" : Wareki.compact(due));
    }

    /** Who explained, and when: as the consents say that let the plan be shared. */
    private record Explained(String by, String on) {}

    private Explained explained(Viewer.Staff viewer, Plan plan) {
        List<Consents.Consent> given = consents.of(viewer, plan.household()).stream()
                .filter(consent -> plan.persons().contains(consent.person())
                        && consent.categories().contains(Category.PLAN)
                        && consent.withdrawnAt() == null)
                .toList();
        List<String> names = given.stream()
                .flatMap(consent -> agencies.colleagues(viewer, consent.owner()).stream()
                        .filter(colleague -> colleague.id().equals(consent.explainedBy()))
                        .map(Agencies.Colleague::name))
                .distinct()
                .toList();
        return new Explained(
                String.join("、", names),
                given.stream()
                        .map(Consents.Consent::givenOn)
                        .max(Comparator.naturalOrder())
                        .map(Wareki::format)
                        .orElse(""));
    }

    private PlanSheet.Application application(
            Viewer.Staff viewer, Plan plan, List<Member> persons, List<String> sharing, LocalDate written) {
        Plan.Frame frame = plan.frame();
        Explained explained = explained(viewer, plan);
        LocalDate on = frame.appliedOn();
        String day = on == null ? "" : Wareki.format(on);
        String sign = on == null ? "" : frame.appliedHow() == Plan.Applied.WRITTEN ? "署名済み" : "口頭で確認";
        return new PlanSheet.Application(
                town.nameOn(written) + "長",
                Texts.text("collaboration.plan.sheet.application"),
                Texts.text("collaboration.plan.sheet.consent"),
                sharing,
                explained.by(),
                explained.on(),
                persons.stream()
                        .map(member -> new PlanSheet.Signature(
                                member.name().full() + (member.tie().isEmpty() ? "" : "（" + member.tie() + "）"),
                                day,
                                sign))
                        .toList());
    }

    /** What was decided stands on the form once the minutes are confirmed; what was told in the conference does not. */
    private PlanSheet.Conference conference(Viewer.Staff viewer, List<Plans.Talk> talks, LocalDate written) {
        Plans.@Nullable Talk last = talks.isEmpty() ? null : talks.getFirst();
        String conclusion = last == null ? "" : last.conclusion();
        return new PlanSheet.Conference(
                last == null ? "" : Wareki.formatWithWeekday(last.heldOn()),
                codes.list("conference-conclusion", last == null ? written : last.heldOn()).stream()
                        .filter(code -> CONCLUSIONS.contains(code.code()))
                        .map(code -> new Choice(code.label(), code.code().equals(conclusion)))
                        .toList(),
                last == null || !last.confirmed()
                        ? ""
                        : plans.decided(viewer, last.item()).stream()
                                .map(PlanSheetController::decided)
                                .collect(Collectors.joining("\n")));
    }

    private static String decided(Plans.Decided one) {
        return "（" + one.no() + "）" + one.what() + "　" + one.agency()
                + (one.due() == null ? "" : "　" + Wareki.compact(one.due()) + "まで");
    }

    private static PlanSheet.SupportDecision decision(Optional<SupportDecisions.Taken> decision) {
        return decision.map(taken -> new PlanSheet.SupportDecision(
                        Wareki.formatWithWeekday(taken.decidedOn()),
                        taken.agency() + "　" + taken.title(),
                        taken.documentNo()))
                .orElseGet(() -> new PlanSheet.SupportDecision("", "", ""));
    }
}
