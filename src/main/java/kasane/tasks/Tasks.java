package kasane.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Statement;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** しごと: opening, closing and moving open work; called inside the transaction of whatever makes or ends the work. */
@Component
public class Tasks {

    private static final String OPEN = """
            insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff,
              created_by_agency, created_by_staff, opened_at, due, path, shows_on)
            values (:id, :kind, :item, :itemAgency, :household::uuid, :agency, :staff::int, :byAgency, :byStaff, :now,
              :due, :path, :showsOn::date)
            on conflict (item_id, kind, assignee_agency) where done_at is null do nothing
            """;

    /** Whoever causes discreet work does not see it, cannot ask whether there is such work already, and is not named in it. */
    private static final String OPEN_DISCREETLY = """
            insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff,
              created_by_agency, created_by_staff, opened_at, due, path, shows_on, discreet)
            values (:id, :kind, :item, :agency, :household::uuid, :agency, :staff::int, :agency, 0, :now, :due, :path,
              :showsOn::date, true)
            """;

    /** Late, it is shown to nobody but the agency that has it: somebody else has work of their own to watch over it. */
    private static final String OPEN_WITHIN = """
            insert into tasks.task (id, kind, item_id, item_agency, household_id, assignee_agency, assignee_staff,
              created_by_agency, created_by_staff, opened_at, due, path, shows_on, escalates)
            values (:id, :kind, :item, :itemAgency, :household::uuid, :agency, :staff::int, :byAgency, :byStaff, :now,
              :due, :path, :showsOn::date, false)
            on conflict (item_id, kind, assignee_agency) where done_at is null do nothing
            """;

    private static final String DONE = """
            update tasks.task set done_at = :now, done_by_agency = :agency, done_by_staff = :staff
            where item_id = :item and kind = :kind and done_at is null
            """;

    private static final String DONE_ALL = """
            update tasks.task set done_at = :now, done_by_agency = :agency, done_by_staff = :staff
            where item_id = :item and done_at is null
            """;

    private static final String DONE_HERE = """
            update tasks.task set done_at = :now, done_by_agency = :agency, done_by_staff = :staff
            where item_id = :item and kind = :kind and assignee_agency = :agency and done_at is null
            """;

    private static final String HAND_ON = """
            update tasks.task set assignee_staff = :to
            where item_id = :item and done_at is null and assignee_agency = :agency and assignee_staff is not null
            """;

    private static final String TAKE_OVER = """
            update tasks.task set assignee_staff = :staff
            where household_id = :household and done_at is null and assignee_agency = :agency
              and assignee_staff is distinct from :staff
            """;

    private static final String LET_GO = """
            update tasks.task set assignee_staff = null
            where household_id = :household and done_at is null and assignee_agency = :agency and assignee_staff = :staff
            """;

    private static final String MOVE = """
            update tasks.task set assignee_agency = :to, assignee_staff = :person::int, due = :due
            where item_id = :item and kind = :kind and done_at is null
              and :agency in (assignee_agency, created_by_agency, item_agency)
            """;

    private static final String RETURN = """
            update tasks.task t set assignee_agency = t.item_agency, assignee_staff = null, due = :due
            where t.household_id = :household and t.kind = :kind and t.done_at is null
              and t.assignee_agency <> t.item_agency and t.assignee_agency <> all (:seeing::int[])
            """;

    private static final String TAKE_FROM = """
            update tasks.task set assignee_agency = item_agency, assignee_staff = null, due = least(due, :due)
            where household_id = :household and kind = :kind and done_at is null and item_agency = :agency
              and assignee_agency = :from and assignee_agency <> item_agency
            """;

    private static final String END_OWN = """
            update tasks.task set done_at = :now, done_by_agency = :agency, done_by_staff = :staff
            where household_id = :household and kind = :kind and item_agency = :agency and done_at is null
            """;

    private static final String END_ALL = """
            update tasks.task set done_at = :now, done_by_agency = :agency, done_by_staff = :staff
            where household_id = :household and kind = :kind and done_at is null
            """;

    private static final String SHOWN = """
            select item_id from tasks.pub_task
            where household_id = :household and kind = :kind and done_at is null
              and (shows_on is null or shows_on <= :today)
            """;

    private static final String DUE = """
            select min(due) as due from tasks.pub_task
            where item_id = :item and done_at is null having min(due) is not null
            """;

    private static final String DUE_OF_ITEM = """
            select min(due) as due from tasks.task
            where item_id = :item and done_at is null having min(due) is not null
            """;

    /** Stands where no person of the staff was at work. */
    private static final int NOBODY = 0;

    /**
     * A person who no longer acts for the agency leaves the work to all of it; one who is away leaves it to whoever answers
     * for them as well.
     */
    private static final String WAITING_WORK = """
            select t.id, t.kind, t.item_id, t.household_id, t.assignee_agency, t.assignee_staff, t.opened_at, t.due,
                   t.path, t.escalated_to_manager_at, t.escalated_to_coordinator_at
            from tasks.pub_task t
            where t.done_at is null and (t.shows_on is null or t.shows_on <= :today)
              and (t.assignee_agency = :agency
                     and (t.assignee_staff is null or t.assignee_staff = :staff
                          or :manager and t.escalated_to_manager_at is not null
                          or exists (select from access.pub_deputy d
                                     where d.agency_id = t.assignee_agency and d.staff_id = t.assignee_staff
                                       and d.deputy_id = :staff and d.valid_from <= :today and d.valid_until >= :today)
                          or not exists (select from access.pub_hat h
                                         where h.staff_id = t.assignee_staff and h.agency_id = t.assignee_agency
                                           and h.valid_from <= :today
                                           and (h.valid_until is null or h.valid_until >= :today))))
            union all
            select l.id, l.kind, null, null, l.assignee_agency, null, l.opened_at, l.due, null, null,
                   l.escalated_to_coordinator_at
            from tasks.late() l where :town
            """;

    private static final String WAITING = WAITING_WORK + "order by due, opened_at, id limit :most";

    /** All that waits, also what no page has room for; work that escalates is news again. */
    private static final String NEWS = "select count(*) as waiting,"
            + " max(greatest(w.opened_at, w.escalated_to_manager_at, w.escalated_to_coordinator_at)) as newest from ("
            + WAITING_WORK + ") w";

    private final Db db;

    Tasks(Db db) {
        this.db = db;
    }

    /**
     * Work to be done.
     *
     * @param kind       the module and the action, such as {@code referral.receive}; stable, because it is stored
     * @param item       what is to be acted on, with a row in its module's {@code pub_today}
     * @param itemAgency whose item it is
     * @param agency     who has the work now
     * @param staff      the one person who has it; null for everybody in the agency
     * @param due        the last day
     * @param path       the page where it is done
     * @param showsOn    the day from which Today shows it; null for at once
     */
    public record NewTask(
            String kind,
            UUID item,
            AgencyId itemAgency,
            @Nullable HouseholdId household,
            AgencyId agency,
            @Nullable StaffId staff,
            LocalDate due,
            String path,
            @Nullable LocalDate showsOn) {

        /** Work that is shown at once. */
        public NewTask(
                String kind,
                UUID item,
                AgencyId itemAgency,
                @Nullable HouseholdId household,
                AgencyId agency,
                @Nullable StaffId staff,
                LocalDate due,
                String path) {
            this(kind, item, itemAgency, household, agency, staff, due, path, null);
        }
    }

    /** Open work as its owner sees it; item, household and path are null for those who see it only because it escalated. */
    public record Task(
            UUID id,
            String kind,
            @Nullable UUID item,
            @Nullable HouseholdId household,
            AgencyId agency,
            @Nullable StaffId staff,
            Instant openedAt,
            LocalDate due,
            @Nullable String path,
            boolean atManager,
            boolean atCoordinator) {}

    /** What is to be done, in words. */
    public static String title(String kind) {
        return words(kind, "task");
    }

    /** The words of the button that leads there. */
    public static String action(String kind) {
        return words(kind, "action");
    }

    private static String words(String kind, String what) {
        int dot = kind.indexOf('.');
        return Texts.text(kind.substring(0, dot) + "." + what + kind.substring(dot));
    }

    /** Opens work; asking an agency twice for the same changes nothing. */
    public void open(Viewer.Staff viewer, NewTask task) {
        filled(db.sql(viewer, OPEN), viewer, task).update();
    }

    /** Opens work of which only the agency that has it knows; for an item that has no such work yet. */
    public void openDiscreetly(Viewer.Staff viewer, NewTask task) {
        filled(db.sql(viewer, OPEN_DISCREETLY), viewer, task).update();
    }

    /** Opens work that escalates to nobody, because it must stay between those who have it and watch over it. */
    public void openWithin(Viewer.Staff viewer, NewTask task) {
        filled(db.sql(viewer, OPEN_WITHIN), viewer, task).update();
    }

    /** Opens what follows an answer by a link; it belongs to the agency whose item it is, which has accounts. */
    public void open(Viewer.Guest viewer, NewTask task) {
        filled(db.sql(viewer, OPEN), viewer, task)
                .param("byAgency", viewer.agency())
                .param("byStaff", NOBODY)
                .update();
    }

    private Statement filled(Statement sql, Viewer.Staff viewer, NewTask task) {
        return filled(sql, (Viewer) viewer, task)
                .param("byAgency", viewer.agency())
                .param("byStaff", viewer.staff());
    }

    private Statement filled(Statement sql, Viewer viewer, NewTask task) {
        return sql.param("id", Ids.next())
                .param("kind", task.kind())
                .param("item", task.item())
                .param("itemAgency", task.itemAgency())
                .param("household", task.household())
                .param("agency", task.agency())
                .param("staff", task.staff())
                .param("now", db.now(viewer))
                .param("due", task.due())
                .param("path", task.path())
                .param("showsOn", task.showsOn());
    }

    /** The work is done; false when there was none open. */
    public boolean done(Viewer.Staff viewer, String kind, UUID item) {
        return db.sql(viewer, DONE)
                        .param("now", db.now(viewer))
                        .param("agency", viewer.agency())
                        .param("staff", viewer.staff())
                        .param("item", item)
                        .param("kind", kind)
                        .update()
                > 0;
    }

    /** The own agency's part of work that several agencies have is done; theirs stays. */
    public void doneHere(Viewer.Staff viewer, String kind, UUID item) {
        db.sql(viewer, DONE_HERE)
                .param("now", db.now(viewer))
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("item", item)
                .param("kind", kind)
                .update();
    }

    /** Closes all work on an item that has ended. */
    public void doneAll(Viewer.Staff viewer, UUID item) {
        db.sql(viewer, DONE_ALL)
                .param("now", db.now(viewer))
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("item", item)
                .update();
    }

    /** The same after an answer by a link. */
    public void doneAll(Viewer.Guest viewer, UUID item) {
        db.sql(viewer, DONE_ALL)
                .param("now", db.now(viewer))
                .param("agency", viewer.agency())
                .param("staff", NOBODY)
                .param("item", item)
                .update();
    }

    /** The last day of the open work on the item that a link opens. */
    public Optional<LocalDate> due(Viewer.Guest viewer) {
        return db.sql(viewer, DUE_OF_ITEM).param("item", viewer.item()).optional(row -> row.date("due"));
    }

    /** Leaves the viewer's own open work on a household to all of the agency, before they keep away from it. */
    public void letGo(Viewer.Staff viewer, HouseholdId household) {
        db.sql(viewer, LET_GO)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .update();
    }

    /** Takes all open work of the own agency on a household, from the moment in which nobody else may know of it. */
    public void takeOver(Viewer.Staff viewer, HouseholdId household) {
        db.sql(viewer, TAKE_OVER)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .update();
    }

    /** Gives what one of the own agency's people has to do with an item to a colleague; its last day stays. */
    public void handOn(Viewer.Staff viewer, UUID item, StaffId to) {
        db.sql(viewer, HAND_ON)
                .param("item", item)
                .param("agency", viewer.agency())
                .param("to", to)
                .update();
    }

    /** Gives open work to another person or agency, with its new last day. */
    public void move(
            Viewer.Staff viewer, String kind, UUID item, AgencyId to, @Nullable StaffId person, LocalDate due) {
        int moved = db.sql(viewer, MOVE)
                .param("to", to)
                .param("person", person)
                .param("due", due)
                .param("item", item)
                .param("kind", kind)
                .param("agency", viewer.agency())
                .update();
        if (moved == 0) {
            throw new NotVisible();
        }
    }

    /**
     * Gives the household's open work of this kind back to those whose item it is, from every agency that is not among
     * those who still see it.
     */
    public void giveBack(
            Viewer.Staff viewer, HouseholdId household, String kind, Collection<AgencyId> seeing, LocalDate due) {
        db.sql(viewer, RETURN)
                .param("household", household)
                .param("kind", kind)
                .param("seeing", seeing)
                .param("due", due)
                .update();
    }

    /** Takes the household's open work of this kind on items of the viewer's agency back from one that has left. */
    public void takeFrom(Viewer.Staff viewer, HouseholdId household, String kind, AgencyId from, LocalDate due) {
        db.sql(viewer, TAKE_FROM)
                .param("household", household)
                .param("kind", kind)
                .param("agency", viewer.agency())
                .param("from", from)
                .param("due", due)
                .update();
    }

    /** Ends the household's open work of this kind on items of the viewer's agency, whoever has it: nothing is left to do. */
    public void endOwn(Viewer.Staff viewer, HouseholdId household, String kind) {
        db.sql(viewer, END_OWN)
                .param("household", household)
                .param("kind", kind)
                .param("now", db.now(viewer))
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .update();
    }

    /** Ends the household's open work of this kind, as far as the viewer is part of it: what it was about has passed. */
    public void endAll(Viewer.Staff viewer, HouseholdId household, String kind) {
        db.sql(viewer, END_ALL)
                .param("household", household)
                .param("kind", kind)
                .param("now", db.now(viewer))
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .update();
    }

    /** The last day of the open work on an item that the viewer's agency is part of. */
    public Optional<LocalDate> due(Viewer.Staff viewer, UUID item) {
        return db.sql(viewer, DUE).param("item", item).optional(row -> row.date("due"));
    }

    /** The items of this kind of open work on a household that Today already shows to somebody. */
    public Set<UUID> shown(Viewer.Staff viewer, HouseholdId household, String kind) {
        return new HashSet<>(db.sql(viewer, SHOWN)
                .param("household", household)
                .param("kind", kind)
                .param("today", db.today(viewer))
                .list(row -> row.uuid("item_id")));
    }

    /**
     * What waits for the viewer, the earliest last day first: the agency's work, the viewer's own, as manager what
     * somebody in the agency left lying, as coordinator what an agency left lying.
     */
    public List<Task> waiting(Viewer.Staff viewer, int most) {
        return ofViewer(viewer, db.sql(viewer, WAITING)).param("most", most).list(Tasks::read);
    }

    /** How much waits, and when the newest of it came or escalated; null when nothing waits. */
    public record News(int waiting, @Nullable Instant newest) {}

    /** What {@link #waiting} would tell, in two numbers. */
    public News news(Viewer.Staff viewer) {
        return ofViewer(viewer, db.sql(viewer, NEWS))
                .one(row -> new News(row.integer("waiting"), row.instantOrNull("newest")));
    }

    private Statement ofViewer(Viewer.Staff viewer, Statement sql) {
        return sql.param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("manager", viewer.has(Duty.MANAGER))
                .param("town", viewer.has(Duty.COORDINATOR) || viewer.has(Duty.MUNICIPAL_DECIDER))
                .param("today", db.today(viewer));
    }

    private static Task read(Row row) {
        UUID household = row.uuidOrNull("household_id");
        return new Task(
                row.uuid("id"),
                row.text("kind"),
                row.uuidOrNull("item_id"),
                household == null ? null : new HouseholdId(household),
                row.agency("assignee_agency"),
                row.staffOrNull("assignee_staff"),
                row.instant("opened_at"),
                row.date("due"),
                row.textOrNull("path"),
                row.instantOrNull("escalated_to_manager_at") != null,
                row.instantOrNull("escalated_to_coordinator_at") != null);
    }
}
