package kasane.referral.suspicion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of reports and of what their window did with them. */
@Component
class SuspicionStore {

    private static final String ADD = """
            insert into referral.suspicion (id, household_id, owner_agency, item_id, kind, kind_edition, to_agency, sent_by,
              sent_at, sent_on, person, age, place, contact_note, immediate, called, facts, impression, accused,
              accused_name, accused_agency, law)
            values (:id, :household, :agency, :id, :kind, :edition, :to, :staff, :now, :today, :person, :age, :place,
              :contactNote, :immediate, :called, :facts, :impression, :accused, :accusedName, :accusedAgency::int, :law)
            """;

    private static final String FIND = """
            select s.id, s.household_id, s.owner_agency, s.kind, s.kind_edition, s.to_agency, s.sent_by, s.sent_at, s.sent_on,
                   s.person, s.age, s.place, s.contact_note, s.immediate, s.called, s.facts, s.impression, s.accused,
                   s.accused_name, s.accused_agency, s.law, f.name as from_name, f.phone as from_phone, t.name as to_name,
                   t.phone as to_phone, p.name as writer, a.name as accused_agency_name
            from referral.suspicion s
            join access.pub_agency f on f.id = s.owner_agency
            join access.pub_agency t on t.id = s.to_agency
            join access.pub_staff p on p.id = s.sent_by
            left join access.pub_agency a on a.id = s.accused_agency
            where s.id = :id
            """;

    private static final String STEPS = """
            select e.kind, e.at, e.code, e.code_edition, e.words, e.opened_household, p.name as staff
            from referral.suspicion_step e join access.pub_staff p on p.id = e.staff_id
            where e.suspicion_id = :id order by e.at, e.id
            """;

    private static final String ADD_STEP = """
            insert into referral.suspicion_step (id, suspicion_id, household_id, owner_agency, item_id, kind, staff_id, at,
              code, code_edition, words, opened_household)
            values (:key, :id, :household, :agency, :id, :kind, :staff, :now, :code, :edition, :words, :opened::uuid)
            on conflict (suspicion_id, kind) do nothing
            """;

    /** Starts from the grants that reports gave; the policy of the report checks every row again. */
    private static final String LIST = """
            select s.id, s.household_id, s.kind, s.kind_edition, s.to_agency, s.person, s.sent_at, t.name as to_name,
                   array(select e.kind from referral.suspicion_step e where e.suspicion_id = s.id) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due
            from (select distinct g.item_id from sharing.pub_my_grant g
                  where g.source = 'suspicion' and g.item_id is not null) g
            join referral.suspicion s on s.id = g.item_id
            join access.pub_agency t on t.id = s.to_agency
            order by s.sent_at desc, s.id limit :most
            """;

    private final Db db;

    SuspicionStore(Db db) {
        this.db = db;
    }

    /** What a row of the window tells: a step of the flow, its own record, or words for the one who told. */
    enum Kind {
        /** 受理. */
        RECEIVE,
        /** こちらの記録を開いた. */
        OPEN,
        /** 対応の決定. */
        CONCLUDE,
        /** 知らせた人に伝えること. */
        TELL;

        static Kind of(SuspicionFlow.Step step) {
            return valueOf(step.name());
        }

        /** The step of the flow that it is; empty for what moves nothing. */
        Optional<SuspicionFlow.Step> step() {
            return this == RECEIVE || this == CONCLUDE
                    ? Optional.of(SuspicionFlow.Step.valueOf(name()))
                    : Optional.empty();
        }
    }

    /** Where a report stands after these rows. */
    static SuspicionFlow.State state(Stream<Kind> taken) {
        return SuspicionFlow.after(
                taken.flatMap(kind -> kind.step().stream()).sorted().toList());
    }

    /** Who is suspected. */
    enum Accused {
        /** 家族・同居する人. */
        FAMILY,
        /** 施設・事業所の職員. */
        FACILITY,
        /** 使用者. */
        EMPLOYER,
        /** そのほか. */
        OTHER,
        /** 分からない. */
        UNKNOWN
    }

    /** Whether the person is in danger this moment. */
    enum Immediate {
        YES,
        NO,
        UNKNOWN
    }

    /** What is told. */
    record Told(
            String kind,
            String person,
            String age,
            String place,
            String contactNote,
            Immediate immediate,
            String called,
            String facts,
            String impression,
            Accused accused,
            String accusedName,
            @Nullable AgencyId accusedAgency) {}

    /** A report as it was sent. */
    record Suspicion(
            UUID id,
            HouseholdId household,
            AgencyId from,
            String fromName,
            String fromPhone,
            String writer,
            AgencyId to,
            String toName,
            String toPhone,
            Instant sentAt,
            LocalDate sentOn,
            int kindEdition,
            Told told,
            String accusedAgencyName,
            String law) {}

    /** What the window did. */
    record Taken(
            Kind kind,
            Instant at,
            String code,
            int codeEdition,
            String words,
            @Nullable UUID openedHousehold,
            String staff) {}

    /** A line of a list. */
    record Line(
            UUID id,
            HouseholdId household,
            String kind,
            int kindEdition,
            AgencyId to,
            String toName,
            String person,
            Instant sentAt,
            SuspicionFlow.State state,
            @Nullable LocalDate due) {}

    void add(Viewer.Staff viewer, UUID id, HouseholdId household, AgencyId to, Told told, int edition, String law) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("kind", told.kind())
                .param("edition", edition)
                .param("to", to)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("today", db.today(viewer))
                .param("person", told.person())
                .param("age", told.age())
                .param("place", told.place())
                .param("contactNote", told.contactNote())
                .param("immediate", told.immediate())
                .param("called", told.called())
                .param("facts", told.facts())
                .param("impression", told.impression())
                .param("accused", told.accused())
                .param("accusedName", told.accusedName())
                .param("accusedAgency", told.accusedAgency())
                .param("law", law)
                .update();
    }

    Optional<Suspicion> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(SuspicionStore::read);
    }

    List<Taken> steps(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, STEPS)
                .param("id", id)
                .list(row -> new Taken(
                        row.constant("kind", Kind.class),
                        row.instant("at"),
                        row.text("code"),
                        row.integer("code_edition"),
                        row.text("words"),
                        row.uuidOrNull("opened_household"),
                        row.text("staff")));
    }

    List<Line> list(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LIST)
                .param("most", most)
                .list(row -> new Line(
                        row.uuid("id"),
                        row.household("household_id"),
                        row.text("kind"),
                        row.integer("kind_edition"),
                        row.agency("to_agency"),
                        row.text("to_name"),
                        row.text("person"),
                        row.instant("sent_at"),
                        state(row.texts("steps").stream().map(Kind::valueOf)),
                        row.dateOrNull("due")));
    }

    /** False when a colleague took the same step before. */
    boolean addStep(
            Viewer.Staff viewer,
            Suspicion suspicion,
            Kind kind,
            String code,
            int edition,
            String words,
            @Nullable HouseholdId opened) {
        return db.sql(viewer, ADD_STEP)
                        .param("key", Ids.next())
                        .param("id", suspicion.id())
                        .param("household", suspicion.household())
                        .param("agency", viewer.agency())
                        .param("kind", kind)
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .param("code", code)
                        .param("edition", edition)
                        .param("words", words)
                        .param("opened", opened)
                        .update()
                == 1;
    }

    private static Suspicion read(Row row) {
        return new Suspicion(
                row.uuid("id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("from_name"),
                row.text("from_phone"),
                row.text("writer"),
                row.agency("to_agency"),
                row.text("to_name"),
                row.text("to_phone"),
                row.instant("sent_at"),
                row.date("sent_on"),
                row.integer("kind_edition"),
                new Told(
                        row.text("kind"),
                        row.text("person"),
                        row.text("age"),
                        row.text("place"),
                        row.text("contact_note"),
                        row.constant("immediate", Immediate.class),
                        row.text("called"),
                        row.text("facts"),
                        row.text("impression"),
                        row.constant("accused", Accused.class),
                        row.text("accused_name"),
                        row.agencyOrNull("accused_agency")),
                row.textOrEmpty("accused_agency_name"),
                row.text("law"));
    }
}
