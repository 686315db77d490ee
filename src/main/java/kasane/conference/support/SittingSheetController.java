package kasane.conference.support;

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
import java.util.stream.Collectors;
import kasane.access.SignedIn;
import kasane.audit.AuditTrail;
import kasane.conference.Bodies;
import kasane.conference.Meetings;
import kasane.conference.Meetings.Meeting;
import kasane.conference.handout.Handouts;
import kasane.conference.item.MinutesSheet;
import kasane.conference.item.MinutesSheet.Correction;
import kasane.conference.item.MinutesSheet.Term;
import kasane.documents.FileName;
import kasane.documents.Mark;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 支援会議の議事録 on paper: once there is a result, for whoever came in and for nobody else. */
@Controller
class SittingSheetController {

    private static final String TEMPLATE = "conference/item/minutes-sheet";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Sittings sittings;
    private final SupportConferences conferences;
    private final Meetings meetings;
    private final Bodies bodies;
    private final Handouts handouts;
    private final Codes codes;
    private final Sheets sheets;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    SittingSheetController(
            Sittings sittings,
            SupportConferences conferences,
            Meetings meetings,
            Bodies bodies,
            Handouts handouts,
            Codes codes,
            Sheets sheets,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.sittings = sittings;
        this.conferences = conferences;
        this.meetings = meetings;
        this.bodies = bodies;
        this.handouts = handouts;
        this.codes = codes;
        this.sheets = sheets;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** The sheet and the day of the meeting, after which its file is named. */
    private record Printed(MinutesSheet sheet, LocalDate on) {}

    @GetMapping("/sittings/{id}/minutes/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id) {
        Printed printed = printed(me.viewer(), id);
        FileName name = new FileName("gijiroku", printed.on(), id);
        return sheets.pdf(TEMPLATE, frame(me), printed.sheet(), name).answer();
    }

    private Printed printed(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Sittings.Sitting sitting = sittings.find(viewer, id)
                    .filter(inside -> !inside.words().summary().isEmpty())
                    .orElseThrow(NotVisible::new);
            Instant concluded = sitting.concludedAt();
            if (concluded == null) {
                throw new NotVisible();
            }
            audit.printed(
                    viewer, "support-conference.minutes", List.of(sitting.subject()), ConveningRequests.detail(id));
            Meeting meeting = meetings.find(viewer, sitting.meeting());
            return new Printed(
                    sheet(viewer, meeting, sitting, concluded), meeting.at().on());
        });
    }

    private SheetFrame frame(SignedIn me) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return SheetFrame.confidential("議事録", me.foot(now) + " 印刷")
                .marked(Mark.CONFIDENTIAL, Mark.COLLECT, Mark.NOT_PUBLIC);
    }

    private MinutesSheet sheet(Viewer.Staff viewer, Meeting meeting, Sittings.Sitting sitting, Instant concluded) {
        Optional<Bodies.Body> body =
                bodies.find(viewer, Meetings.SUPPORT, meeting.at().on());
        Sittings.Table table = sittings.table(viewer, sitting);
        Map<AgencyId, MinutesSheet.Seat> present =
                present(viewer, sitting.id(), meeting.at().on());
        boolean convenor = sitting.convenor().equals(viewer.agency());
        return new MinutesSheet(
                codes.label("conference-body", Meetings.SUPPORT, meeting.bodyEdition()) + "　第" + sitting.no() + "回",
                body.map(Bodies.Body::law).orElse(""),
                body.map(Bodies.Body::secrecy).orElse(""),
                meeting.at().when(),
                meeting.at().place(),
                meeting.convenor(),
                sitting.called(),
                terms(sitting, table),
                List.copyOf(present.values()),
                convenor
                        ? MinutesSheet.absent(conferences.seats(viewer, sitting.id()).stream()
                                .filter(seat -> !present.containsKey(seat.agency()))
                                .map(SupportConferences.Seat::name)
                                .toList())
                        : "",
                !convenor,
                words(sitting.words()),
                table.decisions().stream()
                        .filter(decided -> !decided.dropped())
                        .map(decided -> new MinutesSheet.Decided(
                                decided.no(), decided.what(), decided.agencyName(), Wareki.compact(decided.due())))
                        .toList(),
                List.of(new Term("協議の結果", Texts.text("conference.series-step." + sitting.conclusion()))),
                handouts.about(viewer, sitting.id()).stream()
                        .map(MinutesSheet.Handout::of)
                        .toList(),
                new Term("結果の記録", moment(concluded) + "　" + sitting.concluder()),
                corrections(sitting, concluded, table.revisions()));
    }

    private static MinutesSheet.Words words(Sittings.Words words) {
        return new MinutesSheet.Words(words.summary(), words.view(), words.pending());
    }

    private String moment(Instant at) {
        ZonedDateTime local = at.atZone(clock.getZone());
        return Wareki.format(local.toLocalDate()) + TIME.format(local);
    }

    private static List<Term> terms(Sittings.Sitting sitting, Sittings.Table table) {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("話し合うこと", sitting.purpose()));
        if (!table.materials().isEmpty()) {
            terms.add(new Term(
                    "出された資料",
                    table.materials().stream()
                            .map(material -> material.title() + "（" + material.agency() + "）")
                            .collect(Collectors.joining("\n"))));
        }
        return terms;
    }

    /** Those who came in before the day was over, with their posts, by agency; of other agencies for the convenor alone. */
    private Map<AgencyId, MinutesSheet.Seat> present(Viewer.Staff viewer, UUID sitting, LocalDate on) {
        Map<AgencyId, MinutesSheet.Seat> seats = new LinkedHashMap<>();
        for (SupportConferences.Entry entry : conferences.entries(viewer, sitting)) {
            if (entry.at().atZone(clock.getZone()).toLocalDate().isAfter(on)) {
                continue;
            }
            MinutesSheet.Seat seat =
                    seats.getOrDefault(entry.agencyId(), new MinutesSheet.Seat(entry.agency(), List.of()));
            List<String> people = new ArrayList<>(seat.people());
            String person = (entry.title() + "　" + entry.name()).strip();
            if (!people.contains(person)) {
                people.add(person);
            }
            seats.put(entry.agencyId(), new MinutesSheet.Seat(entry.agency(), people));
        }
        return seats;
    }

    /** What was changed after the result, each with its reason; what was written before belongs to the writing. */
    private List<Correction> corrections(
            Sittings.Sitting sitting, Instant concluded, List<Sittings.Revision> latestFirst) {
        List<Correction> corrections = new ArrayList<>();
        MinutesSheet.Words after = words(sitting.words());
        for (Sittings.Revision revision : latestFirst) {
            MinutesSheet.Words before = words(revision.words());
            if (revision.at().isAfter(concluded)) {
                corrections.addFirst(
                        Correction.of(moment(revision.at()) + "　" + revision.by(), revision.reason(), before, after));
            }
            after = before;
        }
        return corrections;
    }
}
