package kasane.conference.item;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Agenda;
import kasane.conference.AgendaKind;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.conference.Presence;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.shared.AgencyId;
import kasane.shared.Id;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 会議モード: one item for the wall, with nothing on it that one of those who sit there may not see. */
@Controller
class ProjectorController {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

    private final Meetings meetings;
    private final Minutes minutes;
    private final Agenda agenda;
    private final Presence presence;
    private final Households households;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    ProjectorController(
            Meetings meetings,
            Minutes minutes,
            Agenda agenda,
            Presence presence,
            Households households,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.meetings = meetings;
        this.minutes = minutes;
        this.agenda = agenda;
        this.presence = presence;
        this.households = households;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/conferences/{id}/items/{item}/projector")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return shown(viewer, id, item, forms.open(viewer));
    }

    /** The wall, for the convenor who has confirmed secrecy. */
    Screen shown(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Meetings.Meeting meeting = meetings.own(viewer, id);
            Instant secrecy = meetings.secrecy(viewer, id).orElseThrow(NotVisible::new);
            Minutes.Item item = minutes.find(viewer, id, itemId);
            List<Presence.Seat> seats = presence.seats(viewer, item);
            List<Presence.Seat> inTheWay = Presence.inTheWay(seats);
            ItemPages.Stage stage = inTheWay.isEmpty() ? stage(viewer, meeting, item) : null;
            List<Minutes.Item> items = minutes.of(viewer, id);
            List<UUID> order = items.stream().map(Minutes.Item::id).toList();
            int at = order.indexOf(itemId);
            String href = "/conferences/" + id + "/items/";
            ItemPages.Projector page = new ItemPages.Projector(
                    form,
                    href + itemId,
                    meetings.kind(meeting, item),
                    "議題 " + (at + 1) + "/" + order.size(),
                    CLOCK.format(ZonedDateTime.ofInstant(secrecy, clock.getZone())),
                    seats.stream()
                            .map(seat -> new ItemPages.Seat(
                                    seat.agency().value().toString(),
                                    seat.name(),
                                    seat.present(),
                                    seat.maySee(),
                                    seat.moves()))
                            .toList(),
                    inTheWay.stream().map(Presence.Seat::name).toList(),
                    stage,
                    stage != null
                            && ConferenceFlow.may(ConferenceFlow.ItemAct.DECIDE, meeting.state(), item.stage())
                                    .isAllowed(),
                    seats.stream()
                            .filter(seat -> seat.maySee())
                            .map(seat -> Option.of(seat.agency().value().toString(), seat.name()))
                            .toList(),
                    stage == null ? List.of() : ItemController.goals(minutes.goals(viewer, item)),
                    at + 1 < order.size() ? href + order.get(at + 1) + "/projector" : "",
                    forms.button());
            List<Id> subjects = new ArrayList<>();
            subjects.add(item.household());
            subjects.addAll(item.persons());
            audit.read(viewer, "conference.projector", subjects, Detail.NONE.item(itemId));
            return Screen.form("conference/item/projector", page.body(), page, form);
        });
    }

    private ItemPages.Stage stage(Viewer.Staff viewer, Meetings.Meeting meeting, Minutes.Item item) {
        Map<?, String> names = households.members(viewer, item.household()).stream()
                .filter(member -> item.persons().contains(member.person()))
                .collect(
                        Collectors.toMap(Member::person, member -> member.name().called()));
        AgendaKind.Panel panel = presence.panel(viewer, item);
        return new ItemPages.Stage(
                households.find(viewer, item.household()).title(),
                agenda.topic(viewer, item).map(AgendaKind.Topic::title).orElse(""),
                List.copyOf(names.values()),
                panel.facts().stream()
                        .map(fact -> new ItemPages.StageFact(fact.label(), fact.text()))
                        .toList(),
                panel.lines().stream()
                        .map(line -> new ItemPages.StageLine(
                                line.goal(), line.action(), line.who(), line.until(), line.byFamily()))
                        .toList(),
                minutes.decisions(viewer, item.id()).stream()
                        .filter(one -> !one.dropped())
                        .map(one -> {
                            LocalDate due = one.due();
                            return "（" + one.no() + "）" + one.agencyName() + "が " + one.what()
                                    + (due == null ? "" : "　" + Wareki.compact(due) + "まで");
                        })
                        .toList());
    }

    @PostMapping("/conferences/{id}/items/{item}/presence")
    Object move(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        return forms.submit(viewer, form, again -> shown(viewer, id, item, again), in -> {
            meetings.own(viewer, id);
            if (meetings.secrecy(viewer, id).isEmpty()) {
                throw new NotVisible();
            }
            Set<String> offered = presence.seats(viewer, minutes.find(viewer, id, item)).stream()
                    .map(seat -> seat.agency().value().toString())
                    .collect(Collectors.toSet());
            String agency = in.code("agency", offered);
            if (agency.isEmpty()) {
                in.error("agency", "機関を選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    presence.move(viewer, id, item, new AgencyId(Integer.valueOf(agency)), in.checked("present")),
                    "agency",
                    "",
                    done -> "/conferences/" + id + "/items/" + item + "/projector");
        });
    }
}
