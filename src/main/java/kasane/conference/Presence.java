package kasane.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 同席者: who sits there while an item is talked about, and whether the item may be shown to all of them at once. */
@Component
public class Presence {

    private final Db db;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Minutes minutes;
    private final ItemStore store;
    private final AuditTrail audit;

    Presence(Db db, Meetings meetings, Agenda agenda, Minutes minutes, ItemStore store, AuditTrail audit) {
        this.db = db;
        this.meetings = meetings;
        this.agenda = agenda;
        this.minutes = minutes;
        this.store = store;
        this.audit = audit;
    }

    /**
     * An agency and one item.
     *
     * @param maySee  it is a member of the item, and the consents of everybody cover it now
     * @param moves   it can be sent out or called in: everybody but the convenor
     */
    public record Seat(AgencyId agency, String name, boolean present, boolean maySee, boolean moves) {}

    /** Those who sit there and may not see the item; nobody of it is shown as long as there is one. */
    public static List<Seat> inTheWay(List<Seat> seats) {
        return seats.stream().filter(seat -> seat.present() && !seat.maySee()).toList();
    }

    /** Everybody who was asked, for the convenor; those who answered to come or came are there until somebody says otherwise. */
    public List<Seat> seats(Viewer.Staff viewer, Minutes.Item item) {
        return db.transact(viewer, () -> {
            Meetings.Meeting meeting = meetings.own(viewer, item.meeting());
            Map<AgencyId, Boolean> there = new HashMap<>();
            meetings.invited(viewer, meeting).forEach(invited -> {
                Boolean attended = invited.attended();
                there.put(invited.agency(), attended != null ? attended : Boolean.TRUE.equals(invited.comes()));
            });
            store.moved(viewer, item.id()).forEach(moved -> there.put(moved.agency(), moved.present()));
            there.put(meeting.owner(), true);
            List<Seat> seats = new ArrayList<>();
            for (Agenda.Check check : agenda.checks(viewer, item)) {
                Boolean present = there.get(check.agency());
                if (present != null) {
                    seats.add(new Seat(
                            check.agency(),
                            check.name(),
                            present,
                            check.member() && check.covered(),
                            !check.agency().equals(meeting.owner())));
                }
            }
            return seats;
        });
    }

    /** 入室・退席 of an agency for this item; noted with who and when. */
    public Decision<UUID> move(Viewer.Staff viewer, UUID meeting, UUID id, AgencyId agency, boolean present) {
        return db.transact(viewer, () -> {
            meetings.own(viewer, meeting);
            Minutes.Item item = minutes.find(viewer, meeting, id);
            if (seats(viewer, item).stream()
                    .noneMatch(seat -> seat.moves() && seat.agency().equals(agency))) {
                return Decision.refuse(Reason.of("conference.refused.no-seat"));
            }
            if (!store.move(viewer, item, agency, present)) {
                return Decision.refuse(Reason.of("conference.refused.meanwhile"));
            }
            audit.written(
                    viewer,
                    "conference.presence",
                    Agenda.subjects(item),
                    Detail.fields(present ? "in" : "out").item(id));
            return Decision.allow(id);
        });
    }

    /** What the subject of an item shows in the room; as the viewer, who convened, may see it. */
    public AgendaKind.Panel panel(Viewer.Staff viewer, Minutes.Item item) {
        return db.transact(
                viewer,
                () -> agenda.kind(item.kind())
                        .panel(viewer, item.subject())
                        .orElse(new AgendaKind.Panel(List.of(), List.of())));
    }
}
