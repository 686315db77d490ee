package kasane.conference.support;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.shared.Wareki;
import kasane.ui.Frame;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 協力依頼書 on paper, for its two sides. */
@Controller
class CooperationSheetController {

    private static final String TEMPLATE = "conference/support/cooperation-sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Cooperations cooperations;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    CooperationSheetController(Cooperations cooperations, Sheets sheets, Db db, AuditTrail audit, Clock clock) {
        this.cooperations = cooperations;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/cooperation-requests/{id}/sheet")
    ResponseEntity<byte[]> preview(SignedIn me, @PathVariable UUID id) {
        CooperationSheet sheet = sheet(me, id);
        return sheets.preview(TEMPLATE, frame(me, id), sheet).answer();
    }

    @GetMapping("/cooperation-requests/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        CooperationSheet sheet = sheet(me, id);
        FileName name = new FileName("kyoryoku", LocalDate.now(clock), id);
        return sheets.pdf(TEMPLATE, frame(me, id), sheet, name).answer();
    }

    private CooperationSheet sheet(SignedIn me, UUID id) {
        return db.transact(me.viewer(), () -> {
            Cooperations.Request request = cooperations.find(me.viewer(), id).request();
            audit.printed(me.viewer(), "cooperation.sheet", List.of(request.subject()), ConveningRequests.detail(id));
            return new CooperationSheet(
                    Wareki.format(request.askedAt().atZone(clock.getZone()).toLocalDate()),
                    request.toName(),
                    request.fromName(),
                    request.fromPhone(),
                    request.staff(),
                    request.law(),
                    request.called(),
                    request.question(),
                    Wareki.formatWithWeekday(request.due()));
        });
    }

    private SheetFrame frame(SignedIn me, UUID id) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = Cooperations.path(id);
        return SheetFrame.confidential(
                        "協力依頼書", me.agencyName() + "　" + Wareki.format(now.toLocalDate()) + TIME.format(now) + " 印刷")
                .with(new Frame.Link("協力依頼にもどる", href), List.of(new Frame.Link("PDFで開く", href + "/sheet.pdf")));
    }
}
