package kasane.sharing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 秘匿 and 利害関係の申告: what is shut inside an agency's own records, and for whom. The database asks these facts in every
 * policy; nothing but two people, one after the other, opens what is shut.
 */
@Component
public class Concealments {

    private static final String CONCEAL = """
            select sharing.conceal(:measure, :household, :persons::uuid[], :whole, :counterpart::uuid, :admitted::int[])
            """;

    private static final String ADMIT = "select sharing.admit(:household, :staff) as done";

    private static final String DISMISS = "select sharing.dismiss(:household, :staff) as done";

    private static final String ASK_END = "select sharing.ask_concealment_end(:measure, :reason) as done";

    private static final String DROP_END = "select sharing.drop_concealment_end(:measure) as done";

    private static final String CONFIRM_END = "select sharing.confirm_concealment_end(:measure) as done";

    private static final String PARTIES = "select sharing.parties_together(:household, :persons::uuid[]) as together";

    private static final String CAME = "select sharing.came_concealed(:household, :item) as concealed";

    private static final String DECLARE = "select sharing.declare_interest(:household) as done";

    private static final String RECUSALS = """
            select id, household_id, staff_id, declared_at from sharing.recusal
            where owner_agency = :agency and ended_at is null order by declared_at desc, id desc
            """;

    private static final String END_RECUSAL = """
            update sharing.recusal set ended_at = :now, ended_by = :staff where id = :id and ended_at is null
            """;

    private static final String LIVING = """
            select measure_id, person_id, counterpart, set_at, set_by from sharing.concealment
            where household_id = :household and ended_at is null order by set_at, id
            """;

    private static final String ADMITTED = """
            select distinct g.staff_id from sharing.grant g
            where g.household_id = :household and g.source = 'concealment' and g.staff_id is not null
              and g.given_by_agency = :agency and g.ended_at is null
            """;

    private static final String OPEN_END = """
            select measure_id, asked_at, asked_by, reason from sharing.concealment_end
            where measure_id = :measure and confirmed_at is null and dropped_at is null
            """;

    private final Db db;

    Concealments(Db db) {
        this.db = db;
    }

    /** One thing that is shut; without a person it is the whole record. */
    public record Shut(
            UUID measure,
            @Nullable PersonId person,
            @Nullable PersonId counterpart,
            Instant at,
            StaffId by) {}

    /** The first of the two who end a concealment has asked. */
    public record AskedEnd(UUID measure, Instant at, StaffId by, String reason) {}

    /**
     * Shuts all of a record, or the whereabouts of some of its persons, for everybody but the viewer and whom they admit.
     *
     * @param counterpart the one they are protected from, where it is a person of the same record
     */
    public void conceal(
            Viewer.Staff viewer,
            UUID measure,
            HouseholdId household,
            Collection<PersonId> persons,
            boolean whole,
            @Nullable PersonId counterpart,
            Collection<StaffId> admitted) {
        db.sql(viewer, CONCEAL)
                .param("measure", measure)
                .param("household", household)
                .param("persons", persons)
                .param("whole", whole)
                .param("counterpart", counterpart)
                .param("admitted", admitted)
                .list(row -> true);
    }

    /** What is shut of the record, for whoever is admitted; nothing for everybody else. */
    public List<Shut> of(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, LIVING).param("household", household).list(Concealments::shut);
    }

    /** Who of the viewer's agency may see what is shut, as far as the viewer may. */
    public Set<StaffId> admitted(Viewer.Staff viewer, HouseholdId household) {
        return new HashSet<>(db.sql(viewer, ADMITTED)
                .param("household", household)
                .param("agency", viewer.agency())
                .list(row -> row.staff("staff_id")));
    }

    /** Admits one more; false when they are already. */
    public boolean admit(Viewer.Staff viewer, HouseholdId household, StaffId staff) {
        return done(db.sql(viewer, ADMIT).param("household", household).param("staff", staff));
    }

    /** Ends an admission; false for the last one, for a record that nobody sees is lost. */
    public boolean dismiss(Viewer.Staff viewer, HouseholdId household, StaffId staff) {
        return done(db.sql(viewer, DISMISS).param("household", household).param("staff", staff));
    }

    /** The first of two: asks that it ends. False when somebody has asked already. */
    public boolean askEnd(Viewer.Staff viewer, UUID measure, String reason) {
        return done(db.sql(viewer, ASK_END).param("measure", measure).param("reason", reason));
    }

    /** Takes back what was asked. */
    public boolean dropEnd(Viewer.Staff viewer, UUID measure) {
        return done(db.sql(viewer, DROP_END).param("measure", measure));
    }

    /** The second of two: opens what was shut. False for the one who asked, and when nobody has. */
    public boolean confirmEnd(Viewer.Staff viewer, UUID measure) {
        return done(db.sql(viewer, CONFIRM_END).param("measure", measure));
    }

    /** What was asked and not yet confirmed. */
    public Optional<AskedEnd> askedEnd(Viewer.Staff viewer, UUID measure) {
        return db.sql(viewer, OPEN_END)
                .param("measure", measure)
                .optional(row -> new AskedEnd(
                        row.uuid("measure_id"), row.instant("asked_at"), row.staff("asked_by"), row.text("reason")));
    }

    /** Whether somebody who is protected and the one they are protected from are both among these persons. */
    public boolean bringsTogether(Viewer.Staff viewer, HouseholdId household, Collection<PersonId> persons) {
        return db.sql(viewer, PARTIES)
                .param("household", household)
                .param("persons", persons)
                .one(row -> row.bool("together"));
    }

    /** Whether what came with this item is shut where it came from, so that a copy of it must be. */
    public boolean cameConcealed(Viewer.Staff viewer, HouseholdId household, UUID item) {
        return db.sql(viewer, CAME)
                .param("household", household)
                .param("item", item)
                .one(row -> row.bool("concealed"));
    }

    /**
     * 利害関係の申告: from now on the viewer sees nothing of the record, in whatever hat. False for the last one who may see what
     * is shut of it: somebody else has to be admitted first.
     */
    public boolean declareInterest(Viewer.Staff viewer, HouseholdId household) {
        return done(db.sql(viewer, DECLARE).param("household", household));
    }

    /** 利害関係の申告 as the manager of the keeping agency sees it. */
    public record Recusal(UUID id, HouseholdId household, StaffId staff, Instant at) {}

    /** Who keeps away from which record of the viewer's agency, for its manager; nothing for anybody else. */
    public List<Recusal> recusals(Viewer.Staff viewer) {
        return db.sql(viewer, RECUSALS)
                .param("agency", viewer.agency())
                .list(row -> new Recusal(
                        row.uuid("id"),
                        row.household("household_id"),
                        row.staff("staff_id"),
                        row.instant("declared_at")));
    }

    /** Lets somebody back who declared it by mistake; false when there is no such declaration for this manager. */
    public boolean endRecusal(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, END_RECUSAL)
                        .param("id", id)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    private static boolean done(kasane.gate.Statement statement) {
        return statement.one(row -> row.bool("done"));
    }

    private static Shut shut(Row row) {
        return new Shut(
                row.uuid("measure_id"),
                row.personOrNull("person_id"),
                row.personOrNull("counterpart"),
                row.instant("set_at"),
                row.staff("set_by"));
    }
}
