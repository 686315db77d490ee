package kasane.referral.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 一件リンク: the sender's side, the door, and what stands behind it. */
@Component
class LinkStore {

    private static final String ADD = """
            insert into referral.link (id, referral_id, household_id, person_id, owner_agency, to_agency, contact,
              token_hash, code_hash, made_by, made_at, expires_at)
            values (:id, :referral, :household, :person, :agency, :to, :contact, :token, :code, :staff, :now, :until)
            """;

    private static final String OF_SHEET = """
            select l.id, l.made_at, l.expires_at, l.locked_at, l.opened_at, l.revoked_at, p.name as staff
            from referral.link l join access.pub_staff p on p.id = l.made_by
            where l.referral_id = :referral order by l.made_at desc, l.id
            """;

    private static final String REVOKE = """
            update referral.link set revoked_at = :now
            where referral_id = :referral and revoked_at is null
            """;

    private static final String AT_THE_DOOR = """
            select id, referral_id, to_agency, code_hash, expires_at, tries, locked_at, revoked_at
            from referral.link where token_hash = :token for update
            """;

    private static final String WRONG = """
            update referral.link set tries = tries + 1, locked_at = case when tries + 1 >= :most then :now::timestamptz end
            where id = :id and locked_at is null
            """;

    private static final String RIGHT = "update referral.link set tries = 0, opened_at = :now where id = :id";

    private static final String ADD_VISIT = """
            insert into referral.link_visit (token_hash, link_id, opened_at, expires_at) values (:token, :link, :now, :until)
            """;

    private static final String VISIT = """
            select l.id, l.referral_id, l.to_agency from referral.link_visit v join referral.link l on l.id = v.link_id
            where v.token_hash = :token and v.ended_at is null and v.expires_at > :now
              and l.revoked_at is null and l.locked_at is null and l.expires_at > :now
            """;

    private static final String END_VISIT =
            "update referral.link_visit set ended_at = :now where token_hash = :token and ended_at is null";

    /** The columns of a sheet as its receiver reads them; nothing of the sender's house, and of its people whom to ask. */
    private static final String SHEET = """
            select s.id, s.household_id, s.person_id, s.owner_agency, f.name as from_name, f.phone as from_phone,
                   l.contact as writer, s.sent_at, s.sent_on, s.to_agency, t.name as to_name, t.phone as to_phone,
                   s.person_name, s.person_kana, s.phone, s.contact_note, s.issues, s.main_issue, s.issue_edition, s.word,
                   s.birth, s.address, s.family, s.urgency, s.urgency_edition, s.urgent, s.reply_by, s.accompanied,
                   s.basis, s.consent_id, s.money_agreed, s.danger, s.danger_edition, s.danger_reason,
                   null::uuid as previous_id, null::uuid as next_id, null::uuid as opened_household, s.contact_by,
                   s.company_asked, s.company_note, s.preset_id, p.label as preset_label, s.on_paper
            from referral.sheet s
            join referral.link l on l.referral_id = s.id
            join access.pub_agency f on f.id = s.owner_agency
            join access.pub_agency t on t.id = s.to_agency
            left join referral.preset p on p.id = s.preset_id
            where s.id = :item
            """;

    private static final String EXPIRES = "select expires_at from referral.link where id = :link";

    private static final String STEPS =
            "select kind, at, guest_name from referral.step where referral_id = :item order by no";

    private static final String ADD_STEP = """
            insert into referral.step (id, referral_id, no, household_id, person_id, owner_agency, item_id, kind, at, code,
              code_edition, other_agency, words, taken_on, due, link_id, guest_name)
            values (:id, :item, :no, :household, :person, :agency, :item, :kind, :now, :code, :edition, :other::int, :words,
              :today, :due::date, :link, :name)
            on conflict (referral_id, no) do nothing
            """;

    private static final String COMPANY = "select no from referral.company where referral_id = :item limit 1";

    private static final String ADD_COMPANY = """
            insert into referral.company (id, referral_id, no, household_id, person_id, owner_agency, item_id, answer, day,
              words, at, link_id, guest_name)
            values (:id, :item, 1, :household, :person, :agency, :item, :answer, :day::date, :words, :now, :link, :name)
            on conflict (referral_id, no) do nothing
            """;

    private static final String WINDOWS = """
            select id, name from access.pub_agency
            where takes_referrals and id not in (:own, :sender) and valid_from <= :today
              and (valid_until is null or valid_until >= :today)
            order by kana, id
            """;

    private final Db db;

    LinkStore(Db db) {
        this.db = db;
    }

    /** A link as its sender sees it. */
    record Link(
            UUID id,
            Instant madeAt,
            Instant until,
            @Nullable Instant lockedAt,
            @Nullable Instant openedAt,
            @Nullable Instant revokedAt,
            String staff) {

        boolean livesAt(Instant now) {
            return revokedAt == null && lockedAt == null && until.isAfter(now);
        }
    }

    /** A link as the door knows it: nothing about anybody. */
    @SuppressWarnings("ArrayRecordComponent") // a hash that is compared by content, never as part of the record
    record Door(
            UUID id,
            UUID item,
            AgencyId agency,
            byte[] codeHash,
            Instant until,
            @Nullable Instant lockedAt,
            @Nullable Instant revokedAt) {

        boolean livesAt(Instant now) {
            return revokedAt == null && lockedAt == null && until.isAfter(now);
        }
    }

    /** An agency that could be proposed instead. */
    record Window(AgencyId id, String name) {}

    /** A step as the other side sees it. */
    record Past(ReferralFlow.Step kind, Instant at, String guest) {}

    void add(Viewer.Staff viewer, SheetStore.Sheet sheet, String contact, LinkKey key, Instant until) {
        db.sql(viewer, ADD)
                .param("id", Ids.next())
                .param("referral", sheet.id())
                .param("household", sheet.household())
                .param("person", sheet.person())
                .param("agency", viewer.agency())
                .param("to", sheet.to())
                .param("contact", contact)
                .param("token", key.tokenHash())
                .param("code", key.codeHash())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("until", until)
                .update();
    }

    List<Link> of(Viewer.Staff viewer, UUID referral) {
        return db.sql(viewer, OF_SHEET)
                .param("referral", referral)
                .list(row -> new Link(
                        row.uuid("id"),
                        row.instant("made_at"),
                        row.instant("expires_at"),
                        row.instantOrNull("locked_at"),
                        row.instantOrNull("opened_at"),
                        row.instantOrNull("revoked_at"),
                        row.text("staff")));
    }

    /** Ends every link of the sheet; how many there were. */
    int revoke(Viewer.Staff viewer, UUID referral) {
        return db.sql(viewer, REVOKE)
                .param("referral", referral)
                .param("now", db.now(viewer))
                .update();
    }

    // ---- the door

    Optional<Door> door(Viewer.Job job, byte[] token) {
        return db.sql(job, AT_THE_DOOR)
                .param("token", token)
                .optional(row -> new Door(
                        row.uuid("id"),
                        row.uuid("referral_id"),
                        row.agency("to_agency"),
                        row.bytes("code_hash"),
                        row.instant("expires_at"),
                        row.instantOrNull("locked_at"),
                        row.instantOrNull("revoked_at")));
    }

    void wrong(Viewer.Job job, UUID link, int most) {
        db.sql(job, WRONG)
                .param("id", link)
                .param("most", most)
                .param("now", db.now(job))
                .update();
    }

    void right(Viewer.Job job, UUID link, byte[] visit, Instant until) {
        db.sql(job, RIGHT).param("id", link).param("now", db.now(job)).update();
        db.sql(job, ADD_VISIT)
                .param("token", visit)
                .param("link", link)
                .param("now", db.now(job))
                .param("until", until)
                .update();
    }

    Optional<Viewer.Guest> visit(Viewer.Job job, byte[] visit) {
        return db.sql(job, VISIT)
                .param("token", visit)
                .param("now", db.now(job))
                .optional(row -> new Viewer.Guest(row.uuid("id"), row.uuid("referral_id"), row.agency("to_agency")));
    }

    void endVisit(Viewer.Job job, byte[] visit) {
        db.sql(job, END_VISIT).param("token", visit).param("now", db.now(job)).update();
    }

    // ---- behind the door

    Optional<SheetStore.Sheet> sheet(Viewer.Guest guest) {
        return db.sql(guest, SHEET).param("item", guest.item()).optional(SheetStore::read);
    }

    Instant until(Viewer.Guest guest) {
        return db.sql(guest, EXPIRES).param("link", guest.link()).one(row -> row.instant("expires_at"));
    }

    List<Past> steps(Viewer.Guest guest) {
        return db.sql(guest, STEPS)
                .param("item", guest.item())
                .list(row -> new Past(
                        row.constant("kind", ReferralFlow.Step.class), row.instant("at"), row.text("guest_name")));
    }

    boolean companyAnswered(Viewer.Guest guest) {
        return db.sql(guest, COMPANY)
                .param("item", guest.item())
                .optional(row -> row.integer("no"))
                .isPresent();
    }

    List<Window> windows(Viewer.Guest guest, AgencyId sender) {
        return db.sql(guest, WINDOWS)
                .param("own", guest.agency())
                .param("sender", sender)
                .param("today", db.today(guest))
                .list(row -> new Window(row.agency("id"), row.text("name")));
    }

    /** False when somebody else took a step with this number before. */
    boolean addStep(
            Viewer.Guest guest,
            SheetStore.Sheet sheet,
            int no,
            SheetStore.NewStep step,
            @Nullable LocalDate due,
            String name) {
        return db.sql(guest, ADD_STEP)
                        .param("id", Ids.next())
                        .param("item", guest.item())
                        .param("no", no)
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", guest.agency())
                        .param("kind", step.kind())
                        .param("now", db.now(guest))
                        .param("code", step.code())
                        .param("edition", step.codeEdition())
                        .param("other", step.other())
                        .param("words", step.words())
                        .param("today", db.today(guest))
                        .param("due", due)
                        .param("link", guest.link())
                        .param("name", name)
                        .update()
                == 1;
    }

    boolean addCompany(Viewer.Guest guest, SheetStore.Sheet sheet, Referrals.CompanyAnswer answer, String name) {
        return db.sql(guest, ADD_COMPANY)
                        .param("id", Ids.next())
                        .param("item", guest.item())
                        .param("household", sheet.household())
                        .param("person", sheet.person())
                        .param("agency", guest.agency())
                        .param("answer", answer.day() == null ? "CANNOT" : "COMES")
                        .param("day", answer.day())
                        .param("words", answer.words())
                        .param("now", db.now(guest))
                        .param("link", guest.link())
                        .param("name", name)
                        .update()
                == 1;
    }
}
