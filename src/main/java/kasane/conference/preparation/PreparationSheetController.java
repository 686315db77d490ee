package kasane.conference.preparation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Meeting;
import kasane.conference.Minutes;
import kasane.conference.Minutes.Item;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.register.Households;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.Id;
import kasane.shared.Wareki;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 会議の準備シート on paper, for members of the item who have promised secrecy; an empty one while nobody has written. */
@Controller
class PreparationSheetController {

    private static final String TEMPLATE = "conference/preparation/preparation-sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Preparations preparations;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Minutes minutes;
    private final Households households;
    private final Codes codes;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    PreparationSheetController(
            Preparations preparations,
            Meetings meetings,
            Agenda agenda,
            Minutes minutes,
            Households households,
            Codes codes,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.preparations = preparations;
        this.meetings = meetings;
        this.agenda = agenda;
        this.minutes = minutes;
        this.households = households;
        this.codes = codes;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** The sheet and the day of the meeting, after which its file is named. */
    private record Printed(PreparationSheet sheet, LocalDate on) {}

    @GetMapping("/conferences/{id}/items/{item}/preparation/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id, @PathVariable UUID item) {
        Printed printed = printed(me, id, item);
        ZonedDateTime now = ZonedDateTime.now(clock);
        SheetFrame frame = SheetFrame.confidential("会議の準備シート", me.foot(now) + " 印刷");
        return sheets.pdf(TEMPLATE, frame, printed.sheet(), new FileName("junbi", printed.on(), item))
                .answer();
    }

    private Printed printed(SignedIn me, UUID id, UUID itemId) {
        return db.transact(me.viewer(), () -> {
            Item item = minutes.find(me.viewer(), id, itemId);
            if (meetings.secrecy(me.viewer(), id).isEmpty()) {
                throw new NotVisible();
            }
            List<Id> subjects = new ArrayList<>(List.of(item.household()));
            subjects.addAll(item.persons());
            audit.printed(me.viewer(), "conference.preparation", subjects, Detail.NONE.item(itemId));
            Meeting meeting = meetings.find(me.viewer(), id);
            return new Printed(sheet(me, meeting, item), meeting.at().on());
        });
    }

    private PreparationSheet sheet(SignedIn me, Meeting meeting, Item item) {
        List<PreparationSheet.Part> parts =
                preparations.of(me.viewer(), item.id()).stream().map(this::part).toList();
        return new PreparationSheet(
                meetings.kind(meeting, item),
                Wareki.formatWithWeekday(meeting.at().on())
                        + TIME.format(meeting.at().from()) + "〜",
                meeting.at().place(),
                agenda.topic(me.viewer(), item).map(AgendaKind.Topic::title).orElse("見ることのできない内容"),
                households.members(me.viewer(), item.household()).stream()
                        .filter(member -> item.persons().contains(member.person()))
                        .map(member -> member.name().full())
                        .collect(Collectors.joining("、")),
                parts.isEmpty() ? List.of(new PreparationSheet.Part(me.agencyName(), "", "", "", "", "")) : parts);
    }

    private PreparationSheet.Part part(Preparations.Sheet sheet) {
        Preparations.Blocks blocks = sheet.blocks();
        return new PreparationSheet.Part(
                sheet.name(),
                When.of(sheet.writtenAt(), clock.getZone()) + "　" + sheet.writer(),
                blocks.picture(),
                blocks.doing(),
                blocks.wanted(),
                blocks.asks());
    }
}
