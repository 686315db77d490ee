package kasane.conference.support;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.support.SupportConferences.Seat;
import kasane.conference.support.SupportConferences.Series;
import kasane.conference.support.SupportConferences.Slot;
import kasane.conference.support.SupportConferences.Taken;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of what names nobody: the series of 支援会議, who is asked to a sitting, and who came in. */
@Component
class SeriesStore {

    private static final String ADD = """
            insert into conference.series (id, no, owner_agency, convening_id, subject_id, opened_at, opened_by)
            select :id::uuid, coalesce(max(s.no), 0) + 1, :agency::int, :convening::uuid, :subject::uuid, :now::timestamptz,
              :staff::int
            from conference.series s where s.owner_agency = :agency
            """;

    private static final String FIND = """
            select s.id, s.no, s.owner_agency, s.convening_id, s.subject_id, s.opened_at, p.name as opened_by,
                   array(select e.kind from conference.series_step e where e.series_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due
            from conference.series s join access.pub_staff p on p.id = s.opened_by
            where s.id = :id
            """;

    private static final String OF_REQUEST = "select id from conference.series where convening_id = :convening";

    private static final String LIST = """
            select s.id, s.no, s.owner_agency, s.convening_id, s.subject_id, s.opened_at, p.name as opened_by,
                   array(select e.kind from conference.series_step e where e.series_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due
            from conference.series s join access.pub_staff p on p.id = s.opened_by
            where s.owner_agency = :agency
            order by s.no desc limit :most
            """;

    private static final String STEPS = """
            select e.no, e.kind, e.code, e.code_edition, e.until_day, e.at, p.name as staff
            from conference.series_step e join access.pub_staff p on p.id = e.staff_id
            where e.series_id = :id order by e.no
            """;

    private static final String ADD_STEP = """
            insert into conference.series_step (series_id, no, owner_agency, kind, code, code_edition, until_day, staff_id, at)
            values (:id, :no, :agency, :kind, :code, :edition, :until::date, :staff, :now)
            on conflict (series_id, no) do nothing
            """;

    private static final String ADD_MEMBER = """
            insert into conference.sitting_member (sitting_id, agency_id, series_id, meeting_id, subject_id, owner_agency, no,
              added_at, added_by)
            values (:sitting, :member, :series, :meeting, :subject, :agency, :no, :now, :staff)
            on conflict (sitting_id, agency_id) do nothing
            """;

    private static final String SLOTS = """
            select m.sitting_id, m.series_id, m.no, m.meeting_id, m.subject_id, m.owner_agency, m.closed_at,
                   g.held_on, to_char(g.from_time, 'HH24:MI') as from_time, g.called_off_at,
                   exists (select from conference.sitting_entry e where e.sitting_id = m.sitting_id
                           and e.owner_agency = :agency and e.staff_id = :staff and e.left_at is null) as inside
            from conference.sitting_member m join conference.meeting g on g.id = m.meeting_id
            where m.agency_id = :agency and (m.series_id = :series::uuid or m.meeting_id = :meeting::uuid
                                             or m.sitting_id = :sitting::uuid)
            order by m.no desc
            """;

    private static final String SEATS = """
            select m.agency_id, a.name, m.staff_ids, m.closed_at,
                   array(select p.name from access.pub_staff p where p.id = any (m.staff_ids) order by p.name) as chosen
            from conference.sitting_member m join access.pub_agency a on a.id = m.agency_id
            where m.sitting_id = :sitting order by m.agency_id <> m.owner_agency, a.kana
            """;

    private static final String ENTRIES = """
            select e.id, e.owner_agency, e.staff_id, p.name, p.title, a.name as agency, e.entered_at, e.left_at
            from conference.sitting_entry e
            join access.pub_staff p on p.id = e.staff_id
            join access.pub_agency a on a.id = e.owner_agency
            where e.sitting_id = :sitting order by e.entered_at, e.id
            """;

    private static final String NAME = """
            update conference.sitting_member set staff_ids = :persons::int[]
            where sitting_id = :sitting and agency_id = :member and owner_agency = :agency
            """;

    private static final String CLOSE = """
            update conference.sitting_member set closed_at = :now
            where sitting_id = :sitting and owner_agency = :agency and closed_at is null
            """;

    private static final String ENTER = """
            insert into conference.sitting_entry (id, sitting_id, subject_id, owner_agency, convenor, staff_id, entered_at)
            values (:id, :sitting, :subject, :agency, :convenor, :staff, :now)
            on conflict (sitting_id, owner_agency, staff_id) where left_at is null do nothing
            """;

    private static final String LEAVE = """
            update conference.sitting_entry set left_at = :now, left_by = :staff
            where id = :id and convenor = :agency and left_at is null
            """;

    private final Db db;

    SeriesStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, UUID convening, HouseholdId subject) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("convening", convening)
                .param("subject", subject)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Series> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(SeriesStore::series);
    }

    Optional<UUID> ofRequest(Viewer.Staff viewer, UUID convening) {
        return db.sql(viewer, OF_REQUEST).param("convening", convening).optional(row -> row.uuid("id"));
    }

    List<Series> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(SeriesStore::series);
    }

    private static Series series(Row row) {
        return new Series(
                row.uuid("id"),
                row.integer("no"),
                row.agency("owner_agency"),
                row.uuid("convening_id"),
                row.household("subject_id"),
                row.instant("opened_at"),
                row.text("opened_by"),
                SupportConferences.state(row.texts("steps")),
                row.texts("steps").size(),
                row.dateOrNull("due"));
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.constant("kind", SeriesFlow.Step.class),
                        row.text("code"),
                        row.integer("code_edition"),
                        row.dateOrNull("until_day"),
                        row.instant("at"),
                        row.text("staff")));
    }

    /** False when somebody else took a step in the same moment. */
    boolean addStep(
            Viewer.Staff viewer,
            Series series,
            SeriesFlow.Step step,
            String code,
            int edition,
            @Nullable LocalDate until) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", series.id())
                        .param("no", series.steps() + 1)
                        .param("agency", viewer.agency())
                        .param("kind", step.name())
                        .param("code", code)
                        .param("edition", edition)
                        .param("until", until)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    boolean addMember(Viewer.Staff viewer, Slot slot, AgencyId member) {
        return db.sql(viewer, ADD_MEMBER)
                        .param("sitting", slot.sitting())
                        .param("member", member)
                        .param("series", slot.series())
                        .param("meeting", slot.meeting())
                        .param("subject", slot.subject())
                        .param("agency", viewer.agency())
                        .param("no", slot.no())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    /** The sittings of a series, of a meeting, or one, to which the viewer's agency is asked. */
    List<Slot> slots(Viewer.Staff viewer, @Nullable UUID series, @Nullable UUID meeting, @Nullable UUID sitting) {
        return db.sql(viewer, SLOTS)
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("series", series)
                .param("meeting", meeting)
                .param("sitting", sitting)
                .list(row -> new Slot(
                        row.uuid("sitting_id"),
                        row.uuid("series_id"),
                        row.integer("no"),
                        row.uuid("meeting_id"),
                        row.household("subject_id"),
                        row.agency("owner_agency"),
                        row.date("held_on"),
                        LocalTime.parse(row.text("from_time")),
                        row.instantOrNull("closed_at") != null,
                        row.instantOrNull("called_off_at") != null,
                        row.bool("inside")));
    }

    List<Seat> seats(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, SEATS)
                .param("sitting", sitting)
                .list(row -> new Seat(
                        row.agency("agency_id"),
                        row.text("name"),
                        row.integers("staff_ids").stream().map(StaffId::new).toList(),
                        row.texts("chosen")));
    }

    List<SupportConferences.Entry> entries(Viewer.Staff viewer, UUID sitting) {
        return db.sql(viewer, ENTRIES)
                .param("sitting", sitting)
                .list(row -> new SupportConferences.Entry(
                        row.uuid("id"),
                        row.agency("owner_agency"),
                        row.staff("staff_id"),
                        row.text("name"),
                        row.textOrEmpty("title"),
                        row.text("agency"),
                        row.instant("entered_at"),
                        row.instantOrNull("left_at")));
    }

    void name(Viewer.Staff viewer, UUID sitting, AgencyId member, Collection<StaffId> persons) {
        db.sql(viewer, NAME)
                .param("sitting", sitting)
                .param("member", member)
                .param("agency", viewer.agency())
                .param("persons", persons)
                .update();
    }

    void close(Viewer.Staff viewer, UUID sitting) {
        db.sql(viewer, CLOSE)
                .param("sitting", sitting)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .update();
    }

    /** False when the person is in already. */
    boolean enter(Viewer.Staff viewer, Slot slot) {
        return db.sql(viewer, ENTER)
                        .param("id", Ids.next())
                        .param("sitting", slot.sitting())
                        .param("subject", slot.subject())
                        .param("agency", viewer.agency())
                        .param("convenor", slot.convenor())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    boolean leave(Viewer.Staff viewer, UUID entry) {
        return db.sql(viewer, LEAVE)
                        .param("id", entry)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }
}
