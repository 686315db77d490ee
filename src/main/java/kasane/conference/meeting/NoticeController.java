package kasane.conference.meeting;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Invited;
import kasane.conference.Meetings.Meeting;
import kasane.documents.FileName;
import kasane.documents.Paper;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.shared.AgencyId;
import kasane.shared.Wareki;
import kasane.ui.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 開催通知 on paper: for one addressee, with the number of items that concern it, or for everybody. */
@Controller
class NoticeController {

    private static final String TEMPLATE = "conference/meeting/notice";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Meetings meetings;
    private final MeetingController words;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    NoticeController(Meetings meetings, MeetingController words, Sheets sheets, Db db, AuditTrail audit, Clock clock) {
        this.meetings = meetings;
        this.words = words;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/conferences/{id}/notice")
    ResponseEntity<byte[]> preview(
            SignedIn me, @PathVariable UUID id, @RequestParam(required = false) @Nullable String to) {
        NoticeSheet sheet = sheet(me, id, to);
        return sheets.preview(TEMPLATE, frame(me, id, to), sheet).answer();
    }

    @GetMapping("/conferences/{id}/notice.pdf")
    ResponseEntity<byte[]> pdf(
            SignedIn me, @PathVariable UUID id, @RequestParam(required = false) @Nullable String to) {
        NoticeSheet sheet = sheet(me, id, to);
        FileName name =
                new FileName("kaigi", meetings.find(me.viewer(), id).at().on(), id);
        return sheets.pdf(TEMPLATE, frame(me, id, to), sheet, name).answer();
    }

    private NoticeSheet sheet(SignedIn me, UUID id, @Nullable String to) {
        return db.transact(me.viewer(), () -> {
            Meeting meeting = meetings.find(me.viewer(), id);
            AgencyId addressee = to == null
                    ? null
                    : meetings.invited(me.viewer(), meeting).stream()
                            .map(Invited::agency)
                            .filter(agency -> agency.value().toString().equals(to))
                            .findFirst()
                            .orElseThrow(NotVisible::new);
            audit.printed(me.viewer(), "conference.notice", List.of(), Detail.NONE.item(id));
            return words.notice(me.viewer(), meeting, addressee);
        });
    }

    private SheetFrame frame(SignedIn me, UUID id, @Nullable String to) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        String href = "/conferences/" + id;
        return new SheetFrame(
                "開催通知",
                "",
                Paper.PORTRAIT,
                List.of(),
                me.agencyName() + "　" + Wareki.format(now.toLocalDate()) + TIME.format(now) + " 印刷",
                null,
                new Frame.Link("会議にもどる", href),
                List.of(new Frame.Link("PDFで開く", href + "/notice.pdf" + (to == null ? "" : "?to=" + to))));
    }
}
