package kasane.home;

import java.time.LocalDate;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** かかえている数: how much lies with each of the agency's people; numbers alone, of the own agency alone. */
@Component
public class Loads {

    /** Cases carried and work left open by each of the agency's people; work of nobody in particular is the agency's. */
    private static final String LOAD = """
            select s.id, s.name,
                   (select count(*) from casework.pub_case c
                    where c.owner_agency = :agency and c.staff_id = s.id and not c.ended) as cases,
                   (select count(*) from tasks.pub_task t
                    where t.assignee_agency = :agency and t.assignee_staff = s.id and t.done_at is null
                      and (t.shows_on is null or t.shows_on <= :today)) as open_work,
                   (select count(*) from tasks.pub_task t
                    where t.assignee_agency = :agency and t.assignee_staff = s.id and t.done_at is null
                      and t.due < :today) as late
            from access.pub_staff s
            where s.id in (select h.staff_id from access.pub_hat h
                           where h.agency_id = :agency and h.valid_from <= :today
                             and (h.valid_until is null or h.valid_until >= :today))
            order by cases desc, open_work desc, s.id
            """;

    private final Db db;

    Loads(Db db) {
        this.db = db;
    }

    /** How much lies with one of the agency's people. */
    public record Load(int staff, String name, int cases, int openWork, int late) {}

    /** The people of the viewer's agency who have anything, whoever carries most first. */
    public List<Load> of(Viewer.Staff viewer, LocalDate today) {
        return db
                .sql(viewer, LOAD)
                .param("agency", viewer.agency())
                .param("today", today)
                .list(row -> new Load(
                        row.integer("id"),
                        row.text("name"),
                        row.integer("cases"),
                        row.integer("open_work"),
                        row.integer("late")))
                .stream()
                .filter(one -> one.cases() > 0 || one.openWork() > 0)
                .toList();
    }
}
