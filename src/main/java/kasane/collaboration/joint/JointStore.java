package kasane.collaboration.joint;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 連携支援, its seats and steps. */
@Component
class JointStore {

    private static final String ADD = """
            insert into collaboration.joint_support (id, household_id, persons, owner_agency, aim, role, begun_on, begun_at,
              begun_by)
            values (:id, :household, :persons::uuid[], :agency, :aim, :role, :today, :now, :staff)
            """;

    private static final String FIND = """
            select j.id, j.household_id, j.persons, j.owner_agency, a.name as lead, a.phone as lead_phone, j.aim, j.role,
                   j.begun_on, p.name as staff
            from collaboration.joint_support j
            join access.pub_agency a on a.id = j.owner_agency
            join access.pub_staff p on p.id = j.begun_by
            where j.id = :id
            """;

    private static final String OF_HOUSEHOLD = """
            select id from collaboration.joint_support where household_id = :household order by begun_at desc, id desc
            """;

    private static final String LIST = """
            select id from collaboration.joint_support order by begun_at desc, id desc limit :most
            """;

    /** The persons in the very order of the support: a foreign key holds the seat to them. */
    private static final String ADD_SEAT = """
            insert into collaboration.joint_seat (id, support_id, agency_id, household_id, persons, owner_agency, invited_at)
            select :id, j.id, :member, j.household_id, j.persons, j.owner_agency, :now
            from collaboration.joint_support j where j.id = :support
            on conflict (support_id, agency_id) where closed_at is null do nothing
            """;

    private static final String CLOSE_SEAT =
            "update collaboration.joint_seat set closed_at = :now where id = :seat and closed_at is null";

    private static final String ADD_STEP = """
            insert into collaboration.joint_step (id, support_id, no, seat_id, agency_id, household_id, persons, owner_agency,
              kind, words, code, code_edition, done_on, staff_id, at)
            values (:id, :support, :no, :seat::uuid, :member::int, :household, :persons::uuid[], :agency, :kind, :words,
              :code, :edition, :doneOn::date, :staff, :now)
            on conflict (support_id, no) do nothing
            """;

    private static final String STEPS = """
            select e.no, e.seat_id, e.agency_id, m.name as member, m.phone as member_phone, e.kind, e.words, e.code,
                   e.code_edition, e.done_on, e.at, a.name as agency, p.name as staff
            from collaboration.joint_step e
            join access.pub_agency a on a.id = e.owner_agency
            join access.pub_staff p on p.id = e.staff_id
            left join access.pub_agency m on m.id = e.agency_id
            where e.support_id = :support order by e.no
            """;

    private final Db db;

    JointStore(Db db) {
        this.db = db;
    }

    void add(Viewer.Staff viewer, UUID id, JointSupports.NewSupport support) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("household", support.household())
                .param("persons", support.persons())
                .param("agency", viewer.agency())
                .param("aim", support.aim())
                .param("role", support.role())
                .param("today", db.today(viewer))
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<JointSupports.Support> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(JointStore::support);
    }

    private static JointSupports.Support support(Row row) {
        return new JointSupports.Support(
                row.uuid("id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("lead"),
                row.text("lead_phone"),
                row.text("staff"),
                row.text("aim"),
                row.text("role"),
                row.date("begun_on"));
    }

    List<UUID> ofHousehold(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD).param("household", household).list(row -> row.uuid("id"));
    }

    List<UUID> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST).param("most", most).list(row -> row.uuid("id"));
    }

    /** False when the agency has a seat already. */
    boolean addSeat(Viewer.Staff viewer, UUID seat, JointSupports.Support support, AgencyId member) {
        return db.sql(viewer, ADD_SEAT)
                        .param("id", seat)
                        .param("support", support.id())
                        .param("member", member)
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    void closeSeat(Viewer.Staff viewer, UUID seat) {
        db.sql(viewer, CLOSE_SEAT)
                .param("seat", seat)
                .param("now", db.now(viewer))
                .update();
    }

    /**
     * What is kept of a step.
     *
     * @param seat   null for a step of the whole
     * @param member whose seat it is
     * @param code   of {@code joint-ending}
     */
    record Told(
            @Nullable UUID seat,
            @Nullable AgencyId member,
            String kind,
            String words,
            String code,
            int edition,
            @Nullable LocalDate doneOn) {}

    /** False when somebody else took a step with this number before. */
    boolean addStep(Viewer.Staff viewer, JointSupports.Support support, int no, Told told) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("support", support.id())
                        .param("no", no)
                        .param("seat", told.seat())
                        .param("member", told.member())
                        .param("household", support.household())
                        .param("persons", support.persons())
                        .param("agency", viewer.agency())
                        .param("kind", told.kind())
                        .param("words", told.words())
                        .param("code", told.code())
                        .param("edition", told.edition())
                        .param("doneOn", told.doneOn())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    List<JointSupports.Taken> steps(Viewer.Staff viewer, UUID support) {
        return db.sql(viewer, STEPS)
                .param("support", support)
                .list(row -> new JointSupports.Taken(
                        row.integer("no"),
                        row.uuidOrNull("seat_id"),
                        row.agencyOrNull("agency_id"),
                        row.textOrEmpty("member"),
                        row.textOrEmpty("member_phone"),
                        row.text("kind"),
                        row.text("words"),
                        row.text("code"),
                        row.integer("code_edition"),
                        row.dateOrNull("done_on"),
                        row.instant("at"),
                        row.text("agency"),
                        row.text("staff")));
    }
}
