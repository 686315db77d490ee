package kasane.collaboration.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.settings.Labels;
import kasane.shared.AgencyId;
import kasane.shared.Id;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.Frame;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 起案用紙 on paper: for whoever carries the case and whoever decides, once a conference has found the plan fit. */
@Controller
class ApprovalSheetController {

    private static final String TEMPLATE = "collaboration/plan/approval";

    private final Plans plans;
    private final SupportDecisions decisions;
    private final Cases cases;
    private final Households households;
    private final Agencies agencies;
    private final Codes codes;
    private final Labels labels;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalSheetController(
            Plans plans,
            SupportDecisions decisions,
            Cases cases,
            Households households,
            Agencies agencies,
            Codes codes,
            Labels labels,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.plans = plans;
        this.decisions = decisions;
        this.cases = cases;
        this.households = households;
        this.agencies = agencies;
        this.codes = codes;
        this.labels = labels;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/plans/{id}/approval")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        ApprovalSheet sheet = sheet(me.viewer(), id);
        return sheets.preview(TEMPLATE, frame(me, id), sheet).answer();
    }

    @GetMapping("/plans/{id}/approval.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        ApprovalSheet sheet = sheet(me.viewer(), id);
        return sheets.pdf(TEMPLATE, frame(me, id), sheet, new FileName("kian", LocalDate.now(clock), id))
                .answer();
    }

    private SheetFrame frame(SignedIn me, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/plans/" + id;
        return SheetFrame.confidential("起案用紙（支援決定）", me.foot(now) + " 印刷")
                .with(new Frame.Link("プランにもどる", href), List.of(new Frame.Link("PDFで開く", href + "/approval.pdf")));
    }

    private ApprovalSheet sheet(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Plan plan = plans.find(viewer, id);
            Plans.Talk fit = plans.talks(viewer, id).stream()
                    .filter(Plans.Talk::foundFit)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (!plan.owner().equals(viewer.agency()) && !viewer.has(Duty.MUNICIPAL_DECIDER)) {
                throw new NotVisible();
            }
            List<Member> persons = households.members(viewer, plan.household()).stream()
                    .filter(member -> plan.persons().contains(member.person()))
                    .toList();
            List<Id> subjects = new ArrayList<>(List.of(plan.household()));
            persons.forEach(member -> subjects.add(member.person()));
            audit.printed(viewer, "plan.approval", subjects, Detail.NONE.item(id));
            Agencies.Agency owner = agencies.find(viewer, plan.owner());
            Optional<SupportDecisions.Taken> taken = decisions.of(viewer, id);
            return new ApprovalSheet(
                    taken.isPresent() ? "" : Wareki.formatWithWeekday(db.today(viewer)),
                    owner.name() + "　" + plan.drafter(),
                    owner.phone(),
                    taken.map(decision -> Wareki.formatWithWeekday(decision.decidedOn()))
                            .orElse(""),
                    taken.map(SupportDecisions.Taken::documentNo).orElse(""),
                    Texts.text("collaboration.plan.approval.subject", plan.no()),
                    Texts.text("collaboration.plan.approval.asks"),
                    offices("plan.approval-seals"),
                    offices("plan.approval-circulation"),
                    terms(viewer, plan, fit, persons),
                    plan.lines().stream().map(ApprovalSheetController::line).toList());
        });
    }

    private List<String> offices(String label) {
        return Arrays.stream(labels.text(label).split("、"))
                .map(String::strip)
                .filter(office -> !office.isEmpty())
                .toList();
    }

    private List<ApprovalSheet.Term> terms(Viewer.Staff viewer, Plan plan, Plans.Talk fit, List<Member> persons) {
        Plan.Frame frame = plan.frame();
        Map<AgencyId, String> names = new LinkedHashMap<>();
        cases.team(viewer, plan.caseId()).forEach(member -> names.put(member.agency(), member.name()));
        List<ApprovalSheet.Term> terms = new ArrayList<>();
        terms.add(new ApprovalSheet.Term(
                "対象となる方", persons.stream().map(member -> member.name().full()).collect(Collectors.joining("、"))));
        terms.add(new ApprovalSheet.Term("プランの型", codes.label("plan-kind", frame.kind(), frame.kindEdition())));
        terms.add(new ApprovalSheet.Term(
                "プランの期間", Wareki.format(frame.from()) + "から" + Wareki.format(frame.until()) + "まで"));
        terms.add(new ApprovalSheet.Term("主担当", names.getOrDefault(frame.lead(), "")));
        terms.add(new ApprovalSheet.Term(
                "参加支援・アウトリーチ",
                "参加支援：" + codes.label("use-choice", frame.participation(), frame.useEdition()) + "　アウトリーチ等："
                        + codes.label("use-choice", frame.outreach(), frame.useEdition())));
        terms.add(new ApprovalSheet.Term("次回モニタリング", Wareki.formatWithWeekday(frame.nextMonitoring())));
        terms.add(new ApprovalSheet.Term(
                "重層的支援会議",
                Wareki.formatWithWeekday(fit.heldOn()) + "　"
                        + codes.label("conference-conclusion", fit.conclusion(), fit.edition())));
        LocalDate applied = frame.appliedOn();
        terms.add(new ApprovalSheet.Term(
                "ご本人の申込",
                applied == null
                        ? "まだ確かめていません"
                        : Wareki.formatWithWeekday(applied) + "　"
                                + (frame.appliedHow() == Plan.Applied.WRITTEN ? "署名" : "口頭で確認")));
        return terms;
    }

    private static ApprovalSheet.Line line(Plan.Line line) {
        return new ApprovalSheet.Line(
                line.goal(),
                line.action() + (line.frequency().isEmpty() ? "" : "　" + line.frequency()),
                line.agency() == null ? Texts.text("collaboration.plan.household") : line.agencyName(),
                line.due() == null ? "" : Wareki.compact(line.due()));
    }
}
