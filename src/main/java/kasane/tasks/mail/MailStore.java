package kasane.tasks.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of wishes for mail and of the notices that leave. */
@Component
class MailStore {

    private static final String WISH = "select address, wanted, noted_at from tasks.mail_wish where staff_id = :staff";

    private static final String CHOOSE = """
            insert into tasks.mail_wish (staff_id, address, wanted, chosen_at)
            values (:staff, :address, :wanted, :now)
            on conflict (staff_id) do update set address = excluded.address, wanted = excluded.wanted,
              chosen_at = excluded.chosen_at
            """;

    /** What waits for each in any of their hats that lasts; work of nobody in particular waits for all of the agency. */
    private static final String COUNTS = """
            select w.staff_id, w.wanted, w.noted_at, n.late, n.today, n.fresh
            from tasks.mail_wish w
            cross join lateral (
              select count(*) filter (where t.due < :today) as late, count(*) filter (where t.due = :today) as today,
                     count(*) filter (where t.opened_at > coalesce(w.noted_at, w.chosen_at)) as fresh
              from tasks.task t
              where t.done_at is null and (t.shows_on is null or t.shows_on <= :today)
                and (t.assignee_staff is null or t.assignee_staff = w.staff_id)
                and t.assignee_agency in (select h.agency_id from access.pub_hat h
                                          where h.staff_id = w.staff_id and h.valid_from <= :today
                                            and (h.valid_until is null or h.valid_until >= :today))
            ) n
            where w.wanted <> 'NONE'
            order by w.staff_id
            """;

    private static final String MAKE = """
            insert into tasks.letter (id, staff_id, made_at, late, today, fresh)
            values (:id, :staff, :now, :late, :today, :fresh)
            """;

    private static final String NOTED = "update tasks.mail_wish set noted_at = :now where staff_id = :staff";

    /** Taken by one server alone; a letter that did not leave is tried again later, and not for ever. */
    private static final String TAKE = """
            update tasks.letter l set tries = l.tries + 1, tried_at = :now
            from tasks.mail_wish w
            where w.staff_id = l.staff_id and l.id in (
              select q.id from tasks.letter q
              where q.sent_at is null and q.tries < :most and (q.tried_at is null or q.tried_at < :before)
              order by q.made_at limit 50 for update skip locked)
            returning l.id, w.address, l.late, l.today, l.fresh
            """;

    private static final String SENT = "update tasks.letter set sent_at = :now where id = :id";

    private final Db db;

    MailStore(Db db) {
        this.db = db;
    }

    record Wish(
            String address, Notice.Wanted wanted, @Nullable Instant noted) {}

    record Waiting(
            StaffId staff, Notice.Wanted wanted, @Nullable Instant noted, Notice.Counts counts) {}

    record Letter(UUID id, String address, Notice.Counts counts) {}

    Optional<Wish> wish(Viewer.Staff viewer) {
        return db.sql(viewer, WISH)
                .param("staff", viewer.staff())
                .optional(row -> new Wish(
                        row.text("address"),
                        row.constant("wanted", Notice.Wanted.class),
                        row.instantOrNull("noted_at")));
    }

    void choose(Viewer.Staff viewer, String address, Notice.Wanted wanted) {
        db.sql(viewer, CHOOSE)
                .param("staff", viewer.staff())
                .param("address", address)
                .param("wanted", wanted)
                .param("now", db.now(viewer))
                .update();
    }

    List<Waiting> waiting(Viewer.Job job, LocalDate today) {
        return db.sql(job, COUNTS)
                .param("today", today)
                .list(row -> new Waiting(
                        row.staff("staff_id"),
                        row.constant("wanted", Notice.Wanted.class),
                        row.instantOrNull("noted_at"),
                        new Notice.Counts(row.integer("late"), row.integer("today"), row.integer("fresh"))));
    }

    void make(Viewer.Job job, Waiting one) {
        db.sql(job, MAKE)
                .param("id", Ids.next())
                .param("staff", one.staff())
                .param("now", db.now(job))
                .param("late", one.counts().late())
                .param("today", one.counts().today())
                .param("fresh", one.counts().fresh())
                .update();
        db.sql(job, NOTED).param("now", db.now(job)).param("staff", one.staff()).update();
    }

    List<Letter> take(Viewer.Job job, int tries, Instant before) {
        return db.sql(job, TAKE)
                .param("now", db.now(job))
                .param("most", tries)
                .param("before", before)
                .list(row -> new Letter(
                        row.uuid("id"),
                        row.text("address"),
                        new Notice.Counts(row.integer("late"), row.integer("today"), row.integer("fresh"))));
    }

    void sent(Viewer.Job job, UUID letter) {
        db.sql(job, SENT).param("now", db.now(job)).param("id", letter).update();
    }
}
