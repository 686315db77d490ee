package kasane.tasks;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Rounds;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The job that shows late work to managers and coordinators. */
@Component
public class Escalations extends Rounds {

    private static final Viewer.Job JOB = new Viewer.Job(Purpose.ESCALATE);

    /** Late work, and work of agencies nobody acts for any more. */
    private static final String CANDIDATES = """
            select t.id, t.assignee_agency, t.due from tasks.task t
            where t.done_at is null and t.escalates
              and (t.escalated_to_manager_at is null or t.escalated_to_coordinator_at is null)
              and (t.due < :today or t.assignee_agency <> all (:staffed::int[]))
            order by t.due, t.id
            """;

    private static final String STAFFED = """
            select distinct h.agency_id from access.pub_hat h
            where h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
            """;

    private static final String MANAGED = """
            select distinct d.agency_id from access.pub_duty d join access.pub_hat h
              on h.agency_id = d.agency_id and h.staff_id = d.staff_id
            where d.duty = 'MANAGER' and d.valid_from <= :today and (d.valid_until is null or d.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
            """;

    private static final String SHOW_MANAGERS = """
            update tasks.task set escalated_to_manager_at = :now
            where id = any (:ids::uuid[]) and escalated_to_manager_at is null and done_at is null
            """;

    private static final String SHOW_COORDINATORS = """
            update tasks.task set escalated_to_coordinator_at = :now
            where id = any (:ids::uuid[]) and escalated_to_coordinator_at is null and done_at is null
            """;

    private final Db db;
    private final Clocks clocks;

    /** Starts with the server unless {@code kasane.tasks.escalate} is false, as for a short command. */
    public Escalations(Db db, Clocks clocks, @Value("${kasane.tasks.escalate:true}") boolean automatic) {
        super("escalations", Duration.ofMinutes(5), automatic);
        this.db = db;
        this.clocks = clocks;
    }

    private record Late(UUID id, AgencyId agency, LocalDate due) {}

    /** One round now; how many tasks were newly shown to somebody. */
    public int round() {
        return db.transact(JOB, () -> {
            LocalDate today = db.today(JOB);
            Set<AgencyId> staffed = staffed(today);
            Set<AgencyId> managed = managed(today);
            List<Late> late = db.sql(JOB, CANDIDATES)
                    .param("today", today)
                    .param("staffed", staffed)
                    .list(row -> new Late(row.uuid("id"), row.agency("assignee_agency"), row.date("due")));
            Set<UUID> managers = new HashSet<>();
            Set<UUID> coordinators = new HashSet<>();
            for (Late task : late) {
                Escalation.Shown shown = Escalation.on(
                        today,
                        new Escalation.Facts(
                                task.due(),
                                clocks.due(Escalation.TO_MANAGER, task.due()),
                                clocks.due(Escalation.TO_COORDINATOR, task.due()),
                                staffed.contains(task.agency()),
                                managed.contains(task.agency())));
                if (shown.manager()) {
                    managers.add(task.id());
                }
                if (shown.coordinator()) {
                    coordinators.add(task.id());
                }
            }
            int changed = managers.isEmpty()
                    ? 0
                    : db.sql(JOB, SHOW_MANAGERS)
                            .param("now", db.now(JOB))
                            .param("ids", managers)
                            .update();
            return changed
                    + (coordinators.isEmpty()
                            ? 0
                            : db.sql(JOB, SHOW_COORDINATORS)
                                    .param("now", db.now(JOB))
                                    .param("ids", coordinators)
                                    .update());
        });
    }

    @Override
    protected void goRound() {
        round();
    }

    private Set<AgencyId> staffed(LocalDate today) {
        return new HashSet<>(db.sql(JOB, STAFFED).param("today", today).list(row -> row.agency("agency_id")));
    }

    private Set<AgencyId> managed(LocalDate today) {
        return new HashSet<>(db.sql(JOB, MANAGED).param("today", today).list(row -> row.agency("agency_id")));
    }
}
