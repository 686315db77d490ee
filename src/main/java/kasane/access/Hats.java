package kasane.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 所属: who acts for an agency on a day and could have work there, and the planned end of it. */
@Component
public class Hats {

    /** A システム管理者 sees no case and therefore takes none over. */
    private static final String ACTING = """
            select s.id, s.name, s.title,
                   exists (select from access.duty d where d.hat_id = h.id and d.duty = 'MANAGER' and d.valid_from <= :day
                           and (d.valid_until is null or d.valid_until >= :day)) as manager
            from access.hat h join access.staff s on s.id = h.staff_id
            where h.agency_id = :agency and h.valid_from <= :day and (h.valid_until is null or h.valid_until >= :day)
              and (s.valid_until is null or s.valid_until >= :day)
              and not exists (select from access.duty d where d.hat_id = h.id and d.duty = 'SYSTEM_ADMINISTRATOR'
                              and d.valid_from <= :day and (d.valid_until is null or d.valid_until >= :day))
            order by s.kana, s.id
            """;

    private static final String UNTIL = """
            select h.valid_until as until from access.hat h
            where h.agency_id = :agency and h.staff_id = :staff and h.valid_from <= :day
            order by h.valid_until is null desc, h.valid_until desc limit 1
            """;

    private static final String END = """
            update access.hat set valid_until = :last::date
            where agency_id = :agency and staff_id = :staff and valid_from <= :last and (valid_until is null or valid_until > :last)
            """;

    private static final String KEEP = """
            update access.hat set valid_until = :was::date
            where agency_id = :agency and staff_id = :staff and valid_until = :last
            """;

    private static final String END_DEPUTIES = """
            update access.deputy set valid_until = :last
            where agency_id = :agency and :staff in (staff_id, deputy_id) and valid_until > :last
            """;

    private final Db db;

    Hats(Db db) {
        this.db = db;
    }

    /** Somebody who acts for an agency on a day. */
    public record Acting(StaffId id, String name, String title, boolean manager) {}

    /** Those who act for the agency on the day and could have work there. */
    public List<Acting> acting(Viewer viewer, AgencyId agency, LocalDate day) {
        return db.sql(viewer, ACTING)
                .param("agency", agency)
                .param("day", day)
                .list(row -> new Acting(row.staff("id"), row.text("name"), row.text("title"), row.bool("manager")));
    }

    /** The last day of somebody in an agency; null for no end. */
    public @Nullable LocalDate until(Viewer.Job viewer, AgencyId agency, StaffId staff, LocalDate day) {
        return db
                .sql(viewer, UNTIL)
                .param("agency", agency)
                .param("staff", staff)
                .param("day", day)
                .list(row -> Optional.ofNullable(row.dateOrNull("until")))
                .stream()
                .findFirst()
                .flatMap(until -> until)
                .orElse(null);
    }

    /** Gives somebody a last day in an agency, unless an earlier one stands. */
    public boolean end(Viewer.Job viewer, AgencyId agency, StaffId staff, LocalDate last) {
        return db.sql(viewer, END)
                        .param("agency", agency)
                        .param("staff", staff)
                        .param("last", last)
                        .update()
                > 0;
    }

    /** Takes a planned last day back: the one before it stands again. */
    public void keep(Viewer.Job viewer, AgencyId agency, StaffId staff, LocalDate last, @Nullable LocalDate was) {
        db.sql(viewer, KEEP)
                .param("agency", agency)
                .param("staff", staff)
                .param("last", last)
                .param("was", was)
                .update();
    }

    /** Ends the 代行 of somebody who leaves, on either side. */
    public void endDeputies(Viewer.Job viewer, AgencyId agency, StaffId staff, LocalDate last) {
        db.sql(viewer, END_DEPUTIES)
                .param("agency", agency)
                .param("staff", staff)
                .param("last", last)
                .update();
    }
}
