package kasane.collaboration.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.collaboration.Assessments;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.When;
import kasane.shared.Id;
import kasane.shared.Texts;
import kasane.ui.Frame;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** アセスメントシート on paper: for whoever may read that version. */
@Controller
class AssessmentPaperController {

    private static final String TEMPLATE = "collaboration/assessment/paper";

    private final Assessments assessments;
    private final WrittenSheets written;
    private final Households households;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    AssessmentPaperController(
            Assessments assessments,
            WrittenSheets written,
            Households households,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.assessments = assessments;
        this.written = written;
        this.households = households;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/assessments/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        AssessmentPaper paper = paper(me.viewer(), id);
        return sheets.preview(TEMPLATE, frame(me, id), paper).answer();
    }

    @GetMapping("/assessments/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        AssessmentPaper paper = paper(me.viewer(), id);
        return sheets.pdf(TEMPLATE, frame(me, id), paper, new FileName("assessment", LocalDate.now(clock), id))
                .answer();
    }

    private SheetFrame frame(SignedIn me, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/assessments/" + id;
        return SheetFrame.confidential(Texts.text("collaboration.assessment.paper"), me.foot(now) + " 印刷")
                .with(
                        new Frame.Link(Texts.text("collaboration.assessment.back"), href),
                        List.of(new Frame.Link("PDFで開く", href + "/sheet.pdf")));
    }

    private AssessmentPaper paper(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Assessments.Assessment assessment = assessments.find(viewer, id);
            List<Member> members = households.members(viewer, assessment.household()).stream()
                    .filter(member -> assessment.persons().contains(member.person()))
                    .toList();
            List<Id> subjects = new ArrayList<>(List.of(assessment.household()));
            subjects.addAll(assessment.persons());
            audit.printed(viewer, "assessment.sheet", subjects, Detail.NONE.item(id));
            return new AssessmentPaper(
                    "第" + assessment.no() + "版",
                    When.of(assessment.writtenAt(), clock.getZone()) + "　" + assessment.agency() + "　"
                            + assessment.writer(),
                    members.stream().map(member -> member.name().full()).collect(Collectors.joining("、")),
                    written.issues(assessment),
                    WrittenSheets.words(assessment).entrySet().stream()
                            .map(words -> new AssessmentPaper.Words(words.getKey(), words.getValue()))
                            .toList(),
                    written.paper(viewer, assessment, members));
        });
    }
}
