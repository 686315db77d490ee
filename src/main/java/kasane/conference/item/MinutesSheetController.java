package kasane.conference.item;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.Bodies;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Meeting;
import kasane.conference.Minutes;
import kasane.conference.Minutes.Item;
import kasane.conference.handout.Handouts;
import kasane.conference.item.MinutesSheet.Correction;
import kasane.conference.item.MinutesSheet.Term;
import kasane.conference.preparation.OwnAttendances;
import kasane.documents.FileName;
import kasane.documents.Mark;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 議事録 on paper: confirmed minutes, for members of the item who have promised secrecy. */
@Controller
class MinutesSheetController {

    private static final String TEMPLATE = "conference/item/minutes-sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Meetings meetings;
    private final Bodies bodies;
    private final Agenda agenda;
    private final Minutes minutes;
    private final OwnAttendances attendances;
    private final Handouts handouts;
    private final Households households;
    private final Codes codes;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    MinutesSheetController(
            Meetings meetings,
            Bodies bodies,
            Agenda agenda,
            Minutes minutes,
            OwnAttendances attendances,
            Handouts handouts,
            Households households,
            Codes codes,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.meetings = meetings;
        this.bodies = bodies;
        this.agenda = agenda;
        this.minutes = minutes;
        this.attendances = attendances;
        this.handouts = handouts;
        this.households = households;
        this.codes = codes;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** The sheet and the day of the meeting, after which its file is named. */
    private record Printed(MinutesSheet sheet, LocalDate on) {}

    @GetMapping("/conferences/{id}/items/{item}/minutes/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id, @PathVariable UUID item) {
        Printed printed = printed(me.viewer(), id, item);
        ZonedDateTime now = ZonedDateTime.now(clock);
        SheetFrame frame =
                SheetFrame.confidential("議事録", me.foot(now) + " 印刷").marked(Mark.CONFIDENTIAL, Mark.NOT_PUBLIC);
        return sheets.pdf(TEMPLATE, frame, printed.sheet(), new FileName("gijiroku", printed.on(), item))
                .answer();
    }

    private Printed printed(Viewer.Staff viewer, UUID id, UUID itemId) {
        return db.transact(viewer, () -> {
            Item item = minutes.find(viewer, id, itemId);
            if (item.stage() != ConferenceFlow.Stage.CONFIRMED
                    || meetings.secrecy(viewer, id).isEmpty()) {
                throw new NotVisible();
            }
            List<Id> subjects = new ArrayList<>(List.of(item.household()));
            subjects.addAll(item.persons());
            audit.printed(viewer, "conference.minutes", subjects, Detail.NONE.item(itemId));
            Meeting meeting = meetings.find(viewer, id);
            return new Printed(sheet(viewer, meeting, item), meeting.at().on());
        });
    }

    private MinutesSheet sheet(Viewer.Staff viewer, Meeting meeting, Item item) {
        LocalDate on = meeting.at().on();
        Optional<Bodies.Body> body = bodies.find(viewer, meeting.bodyOf(item), on);
        Map<AgencyId, Boolean> there = minutes.attendance(viewer, item.id());
        Map<AgencyId, List<String>> people = people(viewer, meeting);
        List<Minutes.Member> members = minutes.members(viewer, item.id());
        List<MinutesSheet.Seat> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Minutes.Member member : members) {
            if (Boolean.TRUE.equals(there.get(member.agency()))) {
                present.add(new MinutesSheet.Seat(member.name(), people.getOrDefault(member.agency(), List.of())));
            } else {
                absent.add(member.name());
            }
        }
        Minutes.Words words = item.words();
        return new MinutesSheet(
                meetings.kind(meeting, item),
                body.map(Bodies.Body::law).orElse(""),
                body.map(Bodies.Body::secrecy).orElse(""),
                meeting.at().when(),
                meeting.at().place(),
                meeting.convenor(),
                agenda.topic(viewer, item).map(AgendaKind.Topic::title).orElse("見ることのできない内容"),
                terms(viewer, item),
                present,
                MinutesSheet.absent(absent),
                !meeting.owner().equals(viewer.agency()),
                words(words),
                minutes.decisions(viewer, item.id()).stream()
                        .filter(one -> !one.dropped())
                        .map(one -> new MinutesSheet.Decided(
                                one.no(),
                                one.what(),
                                one.agencyName(),
                                one.due() == null ? "" : Wareki.compact(one.due())))
                        .toList(),
                conclusion(item),
                handouts.about(viewer, item.id()).stream()
                        .map(MinutesSheet.Handout::of)
                        .toList(),
                new Term(
                        "確認者と日時",
                        item.confirmedAt() == null ? "" : moment(item.confirmedAt()) + "　" + item.confirmer()),
                corrections(item, minutes.revisions(viewer, item.id())));
    }

    private static MinutesSheet.Words words(Minutes.Words words) {
        return new MinutesSheet.Words(words.summary(), words.view(), words.pending());
    }

    private String moment(Instant at) {
        ZonedDateTime local = at.atZone(clock.getZone());
        return Wareki.format(local.toLocalDate()) + TIME.format(local);
    }

    /** Those who promised secrecy before the day was over, with their posts, by agency. */
    private Map<AgencyId, List<String>> people(Viewer.Staff viewer, Meeting meeting) {
        Map<AgencyId, List<String>> people = new LinkedHashMap<>();
        for (Meetings.Confirmed one : meetings.confirmed(viewer, meeting.id())) {
            if (!one.at()
                    .atZone(clock.getZone())
                    .toLocalDate()
                    .isAfter(meeting.at().on())) {
                people.computeIfAbsent(one.agencyId(), agency -> new ArrayList<>())
                        .add((one.title() + "　" + one.name()).strip());
            }
        }
        return people;
    }

    private List<Term> terms(Viewer.Staff viewer, Item item) {
        Map<PersonId, String> people = new LinkedHashMap<>();
        households.members(viewer, item.household()).stream()
                .filter(member -> item.persons().contains(member.person()))
                .forEach(member -> people.put(member.person(), member.name().full()));
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("対象となる方", people.isEmpty() ? "いまは見えません" : String.join("、", people.values())));
        List<String> own = attendances.of(viewer, item.id()).values().stream()
                .filter(said -> people.containsKey(said.person()))
                .map(said ->
                        people.get(said.person()) + "　" + Texts.text("conference.own-attendance." + said.attends()))
                .sorted()
                .toList();
        if (!own.isEmpty()) {
            terms.add(new Term("ご本人の出席", String.join("\n", own)));
        }
        return terms;
    }

    private List<Term> conclusion(Item item) {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("協議の結果", codes.label("conference-conclusion", item.conclusion(), item.conclusionEdition())));
        if (item.lead() != null) {
            terms.add(new Term("つぎの主担当", item.leadName() + (item.leadAgreed() ? "（その場で引き受けた）" : "（答えを待つ）")));
        }
        return terms;
    }

    /** The first correction first; each stands beside what it changed. */
    private List<Correction> corrections(Item item, List<Minutes.Revision> latestFirst) {
        List<Correction> corrections = new ArrayList<>();
        MinutesSheet.Words after = words(item.words());
        for (Minutes.Revision revision : latestFirst) {
            MinutesSheet.Words before = words(revision.words());
            corrections.addFirst(Correction.of(
                    moment(revision.replacedAt()) + "　" + revision.by(), revision.reason(), before, after));
            after = before;
        }
        return corrections;
    }
}
