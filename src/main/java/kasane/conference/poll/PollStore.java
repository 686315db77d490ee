package kasane.conference.poll;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.conference.poll.Candidates.Candidate;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 日程調整. */
@Component
class PollStore {

    private static final String ADD = """
            insert into conference.poll (id, owner_agency, body, body_edition, place, answer_by, asked_at, asked_by)
            values (:id, :agency, :body, :edition, :place, :answerBy, :now, :staff)
            """;

    private static final String ADD_DAY = """
            insert into conference.poll_day (poll_id, no, owner_agency, on_day, from_time, until_time)
            values (:poll, :no, :agency, :on, :from::time, :until::time)
            """;

    private static final String ADD_AGENCY =
            "insert into conference.poll_agency (poll_id, agency_id, owner_agency) values (:poll, :asked, :agency)";

    private static final String FIND = """
            select p.id, p.owner_agency, a.name as convenor, a.phone, p.body, p.body_edition, p.place, p.answer_by, p.asked_at,
                   s.name as staff, p.meeting_id, p.dropped_at
            from conference.poll p
            join access.pub_agency a on a.id = p.owner_agency
            join access.pub_staff s on s.id = p.asked_by
            where p.id = :id
            """;

    private static final String OPEN = """
            select p.id, p.owner_agency, a.name as convenor, a.phone, p.body, p.body_edition, p.place, p.answer_by, p.asked_at,
                   s.name as staff, p.meeting_id, p.dropped_at
            from conference.poll p
            join access.pub_agency a on a.id = p.owner_agency
            join access.pub_staff s on s.id = p.asked_by
            where p.meeting_id is null and p.dropped_at is null order by p.answer_by, p.id limit :most
            """;

    private static final String DAYS = """
            select on_day, to_char(from_time, 'HH24:MI') as from_time, to_char(until_time, 'HH24:MI') as until_time
            from conference.poll_day where poll_id = :poll order by no
            """;

    private static final String ASKED = """
            select p.agency_id, a.name, r.answers, r.note, s.name as staff
            from conference.poll_agency p
            join access.pub_agency a on a.id = p.agency_id
            left join conference.poll_reply r on r.poll_id = p.poll_id and r.owner_agency = p.agency_id
            left join access.pub_staff s on s.id = r.staff_id
            where p.poll_id = :poll order by a.kana, a.id
            """;

    private static final String REPLY = """
            insert into conference.poll_reply (poll_id, owner_agency, answers, note, staff_id, at)
            values (:poll, :agency, :answers::text[], :note, :staff, :now)
            on conflict (poll_id, owner_agency) do update set answers = excluded.answers, note = excluded.note,
              staff_id = excluded.staff_id, at = excluded.at
            """;

    private static final String SETTLE = """
            update conference.poll set meeting_id = :meeting, settled_at = :now
            where id = :id and owner_agency = :agency and meeting_id is null and dropped_at is null
            """;

    private static final String DROP = """
            update conference.poll set dropped_at = :now
            where id = :id and owner_agency = :agency and meeting_id is null and dropped_at is null
            """;

    private final Db db;

    PollStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, int edition, Polls.NewPoll poll) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("body", poll.body())
                .param("edition", edition)
                .param("place", poll.place())
                .param("answerBy", poll.answerBy())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        int no = 0;
        for (Candidate day : poll.days()) {
            db.sql(viewer, ADD_DAY)
                    .param("poll", id)
                    .param("no", ++no)
                    .param("agency", viewer.agency())
                    .param("on", day.on())
                    .param("from", day.from().toString())
                    .param("until", text(day.until()))
                    .update();
        }
        for (AgencyId asked : poll.asked()) {
            db.sql(viewer, ADD_AGENCY)
                    .param("poll", id)
                    .param("asked", asked)
                    .param("agency", viewer.agency())
                    .update();
        }
    }

    private static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    Optional<Polls.Poll> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(PollStore::read);
    }

    List<Polls.Poll> open(Viewer.Staff viewer, int most) {
        return db.sql(viewer, OPEN).param("most", most).list(PollStore::read);
    }

    private static Polls.Poll read(Row row) {
        return new Polls.Poll(
                row.uuid("id"),
                row.agency("owner_agency"),
                row.text("convenor"),
                row.text("phone"),
                row.text("staff"),
                row.text("body"),
                row.integer("body_edition"),
                row.text("place"),
                row.date("answer_by"),
                row.instant("asked_at"),
                row.uuidOrNull("meeting_id"),
                row.uuidOrNull("meeting_id") != null
                        ? PollFlow.State.SETTLED
                        : row.instantOrNull("dropped_at") != null ? PollFlow.State.DROPPED : PollFlow.State.ASKING);
    }

    List<Candidate> days(Viewer.Staff viewer, UUID poll) {
        return db.sql(viewer, DAYS).param("poll", poll).list(row -> {
            String until = row.textOrEmpty("until_time");
            return new Candidate(
                    row.date("on_day"),
                    LocalTime.parse(row.text("from_time")),
                    until.isEmpty() ? null : LocalTime.parse(until));
        });
    }

    List<Polls.Asked> asked(Viewer.Staff viewer, UUID poll) {
        return db.sql(viewer, ASKED)
                .param("poll", poll)
                .list(row -> new Polls.Asked(
                        row.agency("agency_id"),
                        row.text("name"),
                        row.textOrEmpty("staff").isEmpty()
                                ? List.of()
                                : row.texts("answers").stream()
                                        .map(Polls.Suits::valueOf)
                                        .toList(),
                        row.textOrEmpty("note"),
                        row.textOrEmpty("staff")));
    }

    void reply(Viewer.Staff viewer, UUID poll, List<Polls.Suits> answers, String note) {
        db.sql(viewer, REPLY)
                .param("poll", poll)
                .param("agency", viewer.agency())
                .param("answers", answers.stream().map(Enum::name).toList())
                .param("note", note)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    int settle(Viewer.Staff viewer, UUID id, UUID meeting) {
        return db.sql(viewer, SETTLE)
                .param("id", id)
                .param("meeting", meeting)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .update();
    }

    int drop(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, DROP)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("now", db.now(viewer))
                .update();
    }
}
