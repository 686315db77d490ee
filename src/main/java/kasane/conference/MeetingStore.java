package kasane.conference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of meetings, invitations, answers and confirmations. */
@Component
class MeetingStore {

    private static final String ADD = """
            insert into conference.meeting (id, owner_agency, body, body_edition, also_body, held_on, from_time,
              until_time, place, convened_at, convened_by)
            values (:id, :agency, :body, :edition, :also, :on, :from::time, :until::time, :place, :now, :staff)
            """;

    private static final String FIND = """
            select m.id, m.owner_agency, a.name as convenor, a.phone, a.municipal, m.body, m.body_edition, m.also_body,
                   m.held_on,
                   to_char(m.from_time, 'HH24:MI') as from_time, to_char(m.until_time, 'HH24:MI') as until_time, m.place,
                   m.closed_at, m.called_off_at, m.municipal_absent, m.moved_at, m.convened_at, s.name as convened_by,
                   m.version
            from conference.meeting m
            join access.pub_agency a on a.id = m.owner_agency
            join access.pub_staff s on s.id = m.convened_by
            where m.id = :id
            """;

    private static final String LIST = """
            select m.id, m.owner_agency, a.name as convenor, a.phone, a.municipal, m.body, m.body_edition, m.also_body,
                   m.held_on,
                   to_char(m.from_time, 'HH24:MI') as from_time, to_char(m.until_time, 'HH24:MI') as until_time, m.place,
                   m.closed_at, m.called_off_at, m.municipal_absent, m.moved_at, m.convened_at, s.name as convened_by,
                   m.version
            from conference.meeting m
            join access.pub_agency a on a.id = m.owner_agency
            join access.pub_staff s on s.id = m.convened_by
            order by (m.closed_at is null and m.called_off_at is null) desc,
                     case when m.closed_at is null and m.called_off_at is null then m.held_on end,
                     m.held_on desc, m.from_time, m.id
            limit :most
            """;

    private static final String CHANGE = """
            update conference.meeting set held_on = :on, from_time = :from::time, until_time = :until::time,
              place = :place, moved_at = :moved::timestamptz, version = version + 1
            where id = :id and owner_agency = :agency and version = :version
            """;

    private static final String CLOSE = """
            update conference.meeting set closed_at = :now, closed_by = :staff, municipal_absent = :absent,
              version = version + 1
            where id = :id and owner_agency = :agency and closed_at is null and called_off_at is null
            """;

    private static final String CALL_OFF = """
            update conference.meeting set called_off_at = :now, called_off_by = :staff, version = version + 1
            where id = :id and owner_agency = :agency and closed_at is null and called_off_at is null
            """;

    private static final String INVITE = """
            insert into conference.invitation (meeting_id, agency_id, owner_agency, invited_at, invited_by)
            values (:id, :invited, :agency, :now, :staff)
            on conflict (meeting_id, agency_id) do nothing
            """;

    private static final String INVITED = """
            select i.agency_id, a.name, a.municipal, i.attended, w.comes, coalesce(w.who, '') as who
            from conference.invitation i
            join access.pub_agency a on a.id = i.agency_id
            left join lateral (
              select n.comes, n.who from conference.answer n
              where n.meeting_id = i.meeting_id and n.owner_agency = i.agency_id
                and n.answered_at >= coalesce(:moved::timestamptz, n.answered_at)
              order by n.answered_at desc, n.id desc limit 1) w on true
            where i.meeting_id = :id order by i.invited_at, a.kana, i.agency_id
            """;

    private static final String TALLIES = """
            select i.meeting_id, count(*) as asked, count(*) filter (where w.comes) as coming,
                   count(*) filter (where not w.comes) as away, count(*) filter (where i.attended) as came
            from conference.invitation i
            join conference.meeting m on m.id = i.meeting_id
            left join lateral (
              select n.comes from conference.answer n
              where n.meeting_id = i.meeting_id and n.owner_agency = i.agency_id
                and n.answered_at >= coalesce(m.moved_at, n.answered_at)
              order by n.answered_at desc, n.id desc limit 1) w on true
            where i.meeting_id = any (:meetings::uuid[]) group by i.meeting_id
            """;

    private static final String ANSWER = """
            insert into conference.answer (id, meeting_id, owner_agency, comes, who, answered_at, answered_by)
            values (:answer, :id, :agency, :comes, :who, :now, :staff)
            """;

    private static final String ATTENDED = """
            update conference.invitation set attended = :attended where meeting_id = :id and agency_id = :invited
            """;

    private static final String CONFIRM_SECRECY = """
            insert into conference.secrecy (meeting_id, staff_id, owner_agency, confirmed_at)
            values (:id, :staff, :agency, :now)
            on conflict (meeting_id, staff_id, owner_agency) do nothing
            """;

    private static final String SECRECY = """
            select confirmed_at from conference.secrecy
            where meeting_id = :id and staff_id = :staff and owner_agency = :agency
            """;

    private static final String CONFIRMED = """
            select s.staff_id, p.name, p.title, s.owner_agency, a.name as agency, s.confirmed_at
            from conference.secrecy s
            join access.pub_staff p on p.id = s.staff_id
            join access.pub_agency a on a.id = s.owner_agency
            where s.meeting_id = :id order by s.confirmed_at, s.staff_id
            """;

    private static final String DECIDER = """
            select d.agency_id from access.pub_duty d
            where d.duty = 'MUNICIPAL_DECIDER' and d.valid_from <= :today
              and (d.valid_until is null or d.valid_until >= :today)
            order by d.agency_id limit 1
            """;

    private static final String OPEN_TASK = """
            select t.id from tasks.pub_task t
            where t.item_id = :id and t.kind = :kind and t.assignee_agency = :agency and t.done_at is null limit 1
            """;

    private final Db db;

    MeetingStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, String body, int edition, String also, Meetings.Appointment at) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("body", body)
                .param("edition", edition)
                .param("also", also)
                .param("on", at.on())
                .param("from", at.from().toString())
                .param("until", text(at.until()))
                .param("place", at.place())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    private static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    Optional<Meetings.Meeting> find(Viewer.Staff viewer, UUID id, LocalDate today) {
        return db.sql(viewer, FIND).param("id", id).optional(row -> read(row, today));
    }

    List<Meetings.Meeting> list(Viewer.Staff viewer, LocalDate today, int most) {
        return db.sql(viewer, LIST).param("most", most).list(row -> read(row, today));
    }

    int change(Viewer.Staff viewer, UUID id, int version, Meetings.Appointment at, @Nullable Instant moved) {
        return db.sql(viewer, CHANGE)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("version", version)
                .param("on", at.on())
                .param("from", at.from().toString())
                .param("until", text(at.until()))
                .param("place", at.place())
                .param("moved", moved)
                .update();
    }

    int close(Viewer.Staff viewer, UUID id, boolean absent) {
        return db.sql(viewer, CLOSE)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("absent", absent)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    int callOff(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, CALL_OFF)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** False when the agency was asked before. */
    boolean invite(Viewer.Staff viewer, UUID id, AgencyId invited) {
        return db.sql(viewer, INVITE)
                        .param("id", id)
                        .param("invited", invited)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    List<Meetings.Invited> invited(Viewer.Staff viewer, Meetings.Meeting meeting) {
        return db.sql(viewer, INVITED)
                .param("id", meeting.id())
                .param("moved", meeting.movedAt())
                .list(row -> new Meetings.Invited(
                        row.agency("agency_id"),
                        row.text("name"),
                        row.bool("municipal"),
                        row.textOrNull("comes") == null ? null : row.bool("comes"),
                        row.text("who"),
                        row.textOrNull("attended") == null ? null : row.bool("attended")));
    }

    List<Meetings.Tally> tallies(Viewer.Staff viewer, Collection<UUID> meetings) {
        return db.sql(viewer, TALLIES)
                .param("meetings", meetings)
                .list(row -> new Meetings.Tally(
                        row.uuid("meeting_id"),
                        row.integer("asked"),
                        row.integer("coming"),
                        row.integer("away"),
                        row.integer("came")));
    }

    void answer(Viewer.Staff viewer, UUID id, boolean comes, String who) {
        db.sql(viewer, ANSWER)
                .param("answer", Ids.next())
                .param("id", id)
                .param("agency", viewer.agency())
                .param("comes", comes)
                .param("who", who)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    void attended(Viewer.Staff viewer, UUID id, AgencyId invited, boolean attended) {
        db.sql(viewer, ATTENDED)
                .param("id", id)
                .param("invited", invited)
                .param("attended", attended)
                .update();
    }

    /** False when it was confirmed before. */
    boolean confirmSecrecy(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, CONFIRM_SECRECY)
                        .param("id", id)
                        .param("staff", viewer.staff())
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    Optional<Instant> secrecy(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, SECRECY)
                .param("id", id)
                .param("staff", viewer.staff())
                .param("agency", viewer.agency())
                .optional(row -> row.instant("confirmed_at"));
    }

    List<Meetings.Confirmed> confirmed(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, CONFIRMED)
                .param("id", id)
                .list(row -> new Meetings.Confirmed(
                        row.staff("staff_id"),
                        row.text("name"),
                        row.textOrEmpty("title"),
                        row.agency("owner_agency"),
                        row.text("agency"),
                        row.instant("confirmed_at")));
    }

    /** The agency that decides for the municipality. */
    Optional<AgencyId> decider(Viewer.Staff viewer) {
        return db.sql(viewer, DECIDER).param("today", db.today(viewer)).optional(row -> row.agency("agency_id"));
    }

    boolean hasOpenTask(Viewer.Staff viewer, String kind, UUID id) {
        return db.sql(viewer, OPEN_TASK)
                .param("id", id)
                .param("kind", kind)
                .param("agency", viewer.agency())
                .optional(row -> row.uuid("id"))
                .isPresent();
    }

    private static Meetings.Meeting read(Row row, LocalDate today) {
        LocalDate on = row.date("held_on");
        String until = row.textOrNull("until_time");
        ConferenceFlow.State state = ConferenceFlow.state(
                on, row.instantOrNull("closed_at") != null, row.instantOrNull("called_off_at") != null, today);
        return new Meetings.Meeting(
                row.uuid("id"),
                row.agency("owner_agency"),
                row.text("convenor"),
                row.text("phone"),
                row.bool("municipal"),
                row.text("body"),
                row.integer("body_edition"),
                row.text("also_body"),
                new Meetings.Appointment(
                        on,
                        LocalTime.parse(row.text("from_time")),
                        until == null ? null : LocalTime.parse(until),
                        row.text("place")),
                state,
                row.bool("municipal_absent"),
                row.instantOrNull("moved_at"),
                row.instant("convened_at"),
                row.text("convened_by"),
                row.integer("version"));
    }
}
