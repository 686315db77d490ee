package kasane.conference.handout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.handout.HandoutFlow.State;
import kasane.conference.handout.Handouts.Copy;
import kasane.conference.handout.Handouts.Handout;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of handouts and their copies. */
@Component
class HandoutStore {

    private static final String ADD = """
            insert into conference.handout (id, meeting_id, conference_item_id, sitting_id, owner_agency, no, title, copies,
              given_at, given_by)
            select :id::uuid, :meeting::uuid, :item::uuid, :sitting::uuid, :agency::int, coalesce(max(h.no), 0) + 1,
              :title::text, :copies::int, :now::timestamptz, :staff::int
            from conference.handout h
            where h.meeting_id = :meeting and h.conference_item_id is not distinct from :item::uuid
              and h.sitting_id is not distinct from :sitting::uuid
            on conflict do nothing
            """;

    private static final String COPY = """
            insert into conference.handout_copy (handout_id, no, owner_agency, agency_id, to_whom, state, at, staff_id)
            values (:id, :no, :agency, :to::int, :whom, 'OUT', :now, :staff)
            """;

    private static final String OF_MEETING = """
            select h.id, h.conference_item_id, h.sitting_id, h.no, h.title, h.copies, h.given_at
            from conference.handout h
            where h.meeting_id = :meeting and h.owner_agency = :agency and h.dropped_at is null
            order by h.no, h.given_at
            """;

    private static final String ABOUT = """
            select h.no, h.title, h.copies,
                   (select count(*) from conference.handout_copy c where c.handout_id = h.id) as known,
                   (select count(*) from conference.handout_copy c where c.handout_id = h.id and c.state = 'OUT') as still_out
            from conference.handout h
            where (h.conference_item_id = :about or h.sitting_id = :about) and h.dropped_at is null order by h.no
            """;

    private static final String COPIES = """
            select c.handout_id, c.no, c.agency_id, coalesce(a.name, c.to_whom) as holder, c.state, c.words, c.at
            from conference.handout_copy c
            join conference.handout h on h.id = c.handout_id
            left join access.pub_agency a on a.id = c.agency_id
            where h.meeting_id = :meeting and h.owner_agency = :agency and h.dropped_at is null
            order by c.agency_id is null, a.kana, holder, h.no, c.handout_id, c.no
            """;

    private static final String BECOME = """
            update conference.handout_copy set state = :state, words = :words, at = :now, staff_id = :staff
            where handout_id = :id and no = :no and owner_agency = :agency and state = 'OUT'
            """;

    private static final String DROP = """
            update conference.handout set dropped_at = :now
            where id = :id and meeting_id = :meeting and owner_agency = :agency and dropped_at is null
              and not exists (select from conference.handout_copy c where c.handout_id = handout.id and c.state <> 'OUT')
            """;

    /** Also of what the viewer does not see: a bit, and no number. */
    private static final String IS_OUT = "select conference.copies_out(:meeting) as still_out";

    private static final String OPEN_SINCE = """
            select t.due from tasks.pub_task t
            where t.item_id = :meeting and t.kind = :kind and t.done_at is null limit 1
            """;

    private final Db db;

    HandoutStore(Db db) {
        this.db = db;
    }

    boolean add(
            Viewer.Staff viewer,
            UUID id,
            UUID meeting,
            @Nullable UUID item,
            @Nullable UUID sitting,
            String title,
            int copies) {
        return db.sql(viewer, ADD)
                        .param("id", id)
                        .param("meeting", meeting)
                        .param("item", item)
                        .param("sitting", sitting)
                        .param("agency", viewer.agency())
                        .param("title", title)
                        .param("copies", copies)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    void copy(Viewer.Staff viewer, UUID id, int no, @Nullable AgencyId to, String whom) {
        db.sql(viewer, COPY)
                .param("id", id)
                .param("no", no)
                .param("agency", viewer.agency())
                .param("to", to)
                .param("whom", whom)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    List<Handout> ofMeeting(Viewer.Staff viewer, UUID meeting) {
        return db.sql(viewer, OF_MEETING)
                .param("meeting", meeting)
                .param("agency", viewer.agency())
                .list(HandoutStore::handout);
    }

    List<Handouts.Given> about(Viewer.Staff viewer, UUID about) {
        return db.sql(viewer, ABOUT)
                .param("about", about)
                .list(row -> new Handouts.Given(
                        row.integer("no"),
                        row.text("title"),
                        row.integer("copies"),
                        row.integer("known"),
                        row.integer("still_out")));
    }

    private static Handout handout(Row row) {
        return new Handout(
                row.uuid("id"),
                row.uuidOrNull("conference_item_id"),
                row.uuidOrNull("sitting_id"),
                row.integer("no"),
                row.text("title"),
                row.integer("copies"),
                row.instant("given_at"));
    }

    List<Copy> copies(Viewer.Staff viewer, UUID meeting) {
        return db.sql(viewer, COPIES)
                .param("meeting", meeting)
                .param("agency", viewer.agency())
                .list(row -> new Copy(
                        row.uuid("handout_id"),
                        row.integer("no"),
                        row.agencyOrNull("agency_id"),
                        row.text("holder"),
                        row.constant("state", State.class),
                        row.text("words"),
                        row.instant("at")));
    }

    int become(Viewer.Staff viewer, UUID handout, int no, State state, String words) {
        return db.sql(viewer, BECOME)
                .param("id", handout)
                .param("no", no)
                .param("state", state)
                .param("words", words)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    int drop(Viewer.Staff viewer, UUID meeting, UUID id) {
        return db.sql(viewer, DROP)
                .param("id", id)
                .param("meeting", meeting)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .update();
    }

    /** Whether a copy of anything given out at an own meeting is still out. */
    boolean isOut(Viewer.Staff viewer, UUID meeting) {
        return db.sql(viewer, IS_OUT)
                .param("meeting", meeting)
                .optional(row -> row.bool("still_out"))
                .orElse(false);
    }

    /** The last day of the open work of collecting. */
    Optional<LocalDate> collectBy(Viewer.Staff viewer, UUID meeting) {
        return db.sql(viewer, OPEN_SINCE)
                .param("meeting", meeting)
                .param("kind", Handouts.COLLECT)
                .optional(row -> row.date("due"));
    }
}
