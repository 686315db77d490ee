package kasane.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of inquiries, of what they found, and of the copies that were made. */
@Component
class InquiryStore {

    /** Numbers follow each other without gaps; whoever takes one lets the next wait until it is written. */
    private static final String LOCK = """
            select 1 as locked from (select pg_advisory_xact_lock(hashtextextended(:what, 0))) as l
            """;

    private static final String OPEN = """
            insert into privacy.inquiry (id, no, owner_agency, opened_by, opened_at, purpose, purpose_edition, reason, family,
              given, folded, birth, together)
            select :id, coalesce(max(i.no), 0) + 1, :agency, :staff, :now, :purpose, :edition, :reason, :family, :given,
              :folded, :birth, :together
            from privacy.inquiry i
            """;

    private static final String COLUMNS = """
            i.id, i.no, i.opened_by, s.name as opener, i.opened_at, i.purpose, i.purpose_edition, i.reason, i.family,
                   i.given, i.birth, i.together, c.confirmed_by, t.name as confirmer, c.confirmed_at, h.records, h.chosen_at
            from privacy.inquiry i
            join access.pub_staff s on s.id = i.opened_by
            left join privacy.confirmation c on c.inquiry_id = i.id
            left join access.pub_staff t on t.id = c.confirmed_by
            left join privacy.chosen h on h.inquiry_id = i.id
            """;

    private static final String ONE = "select " + COLUMNS + "where i.id = :id";

    private static final String LATEST = "select " + COLUMNS + "order by i.no desc limit :most";

    private static final String NUMBERED = "select " + COLUMNS + "where i.no = :no";

    private static final String CONFIRM = """
            insert into privacy.confirmation (inquiry_id, confirmed_by, confirmed_at) values (:id, :staff, :now)
            """;

    private static final String FIND = """
            select f.person_id, f.household_id, f.family, f.given, f.kana, f.birth from privacy.find_persons(:id) f
            """;

    private static final String CHOOSE = "select privacy.choose(:id, :records::uuid[]) as chosen";

    private static final String SEEN = """
            select e.at, e.staff, e.agency, e.purpose, e.act, e.what, e.fields, e.bases, e.about, e.shielded
            from privacy.seen(:id, :from, :until, :most) e
            """;

    private static final String STAFF =
            "select s.id, s.name, s.title from access.pub_staff s where s.id = any (:ids::int[])";

    private static final String AGENCIES =
            "select a.id, a.name from access.pub_agency a where a.id = any (:ids::int[])";

    private static final String DUTIES = """
            select d.agency_id, d.staff_id, d.duty, d.valid_from, d.valid_until from access.pub_duty d
            where d.staff_id = any (:ids::int[]) order by d.duty
            """;

    private static final String COPY = """
            insert into privacy.copy (id, no, inquiry_id, owner_agency, variant, form, purpose, from_day, until_day, made_by,
              made_at)
            select :id, coalesce(max(c.no), 0) + 1, :inquiry, :agency, :variant, :form, :purpose, :from, :until, :staff, :now
            from privacy.copy c
            """;

    private static final String COPIES = """
            select c.id, c.no, c.variant, c.form, c.purpose, c.from_day, c.until_day, s.name as maker, c.made_at
            from privacy.copy c join access.pub_staff s on s.id = c.made_by
            where c.inquiry_id = :inquiry order by c.no desc
            """;

    private final Db db;

    InquiryStore(Db db) {
        this.db = db;
    }

    record NewInquiry(
            UUID id,
            String purpose,
            int edition,
            String reason,
            String family,
            String given,
            String folded,
            LocalDate birth,
            boolean together) {}

    /** A record under the name; several may be the same person's, kept by several agencies. */
    record Found(UUID person, UUID household, String family, String given, String kana, String birth) {}

    record Seen(
            Instant at,
            @Nullable Integer staff,
            @Nullable Integer agency,
            @Nullable String purpose,
            String act,
            String what,
            List<String> fields,
            List<Integer> bases,
            String about,
            boolean shielded) {}

    record Colleague(int id, String name, String title) {}

    record Held(
            int agency,
            int staff,
            String duty,
            LocalDate from,
            @Nullable LocalDate until) {}

    private void lock(Viewer.Staff viewer, String what) {
        db.sql(viewer, LOCK).param("what", what).one(row -> row.integer("locked"));
    }

    void open(Viewer.Staff viewer, NewInquiry inquiry) {
        lock(viewer, "privacy.inquiry");
        db.sql(viewer, OPEN)
                .param("id", inquiry.id())
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("purpose", inquiry.purpose())
                .param("edition", inquiry.edition())
                .param("reason", inquiry.reason())
                .param("family", inquiry.family())
                .param("given", inquiry.given())
                .param("folded", inquiry.folded())
                .param("birth", inquiry.birth())
                .param("together", inquiry.together())
                .update();
    }

    Optional<Inquiries.Inquiry> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(InquiryStore::inquiry);
    }

    Optional<Inquiries.Inquiry> numbered(Viewer.Staff viewer, int no) {
        return db.sql(viewer, NUMBERED).param("no", no).optional(InquiryStore::inquiry);
    }

    List<Inquiries.Inquiry> latest(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LATEST).param("most", most).list(InquiryStore::inquiry);
    }

    void confirm(Viewer.Staff viewer, UUID id) {
        db.sql(viewer, CONFIRM)
                .param("id", id)
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    List<Found> found(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND)
                .param("id", id)
                .list(row -> new Found(
                        row.uuid("person_id"),
                        row.uuid("household_id"),
                        row.text("family"),
                        row.text("given"),
                        row.text("kana"),
                        row.text("birth")));
    }

    void choose(Viewer.Staff viewer, UUID id, Collection<UUID> records) {
        db.sql(viewer, CHOOSE).param("id", id).param("records", records).one(row -> row.integer("chosen"));
    }

    List<Seen> seen(Viewer.Staff viewer, UUID id, Instant from, Instant until, int most) {
        return db.sql(viewer, SEEN)
                .param("id", id)
                .param("from", from)
                .param("until", until)
                .param("most", most)
                .list(row -> new Seen(
                        row.instant("at"),
                        row.integerOrNull("staff"),
                        row.integerOrNull("agency"),
                        row.textOrNull("purpose"),
                        row.text("act"),
                        row.text("what"),
                        row.texts("fields"),
                        row.integers("bases"),
                        row.text("about"),
                        row.bool("shielded")));
    }

    List<Colleague> staff(Viewer.Staff viewer, Collection<Integer> ids) {
        return db.sql(viewer, STAFF)
                .param("ids", ids)
                .list(row -> new Colleague(row.integer("id"), row.text("name"), row.text("title")));
    }

    List<Colleague> agencies(Viewer.Staff viewer, Collection<Integer> ids) {
        return db.sql(viewer, AGENCIES)
                .param("ids", ids)
                .list(row -> new Colleague(row.integer("id"), row.text("name"), ""));
    }

    List<Held> duties(Viewer.Staff viewer, Collection<Integer> staff) {
        return db.sql(viewer, DUTIES)
                .param("ids", staff)
                .list(row -> new Held(
                        row.integer("agency_id"),
                        row.integer("staff_id"),
                        row.text("duty"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    void copy(Viewer.Staff viewer, UUID id, UUID inquiry, Copies.NewCopy copy) {
        lock(viewer, "privacy.copy");
        db.sql(viewer, COPY)
                .param("id", id)
                .param("inquiry", inquiry)
                .param("agency", viewer.agency())
                .param("variant", copy.variant())
                .param("form", copy.form())
                .param("purpose", copy.purpose())
                .param("from", copy.from())
                .param("until", copy.until())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    List<Copies.Copy> copies(Viewer.Staff viewer, UUID inquiry) {
        return db.sql(viewer, COPIES)
                .param("inquiry", inquiry)
                .list(row -> new Copies.Copy(
                        row.uuid("id"),
                        row.integer("no"),
                        row.constant("variant", Copies.Variant.class),
                        row.constant("form", Copies.Form.class),
                        row.text("purpose"),
                        row.date("from_day"),
                        row.date("until_day"),
                        row.text("maker"),
                        row.instant("made_at")));
    }

    private static Inquiries.Inquiry inquiry(Row row) {
        return new Inquiries.Inquiry(
                row.uuid("id"),
                row.integer("no"),
                row.staff("opened_by"),
                row.text("opener"),
                row.instant("opened_at"),
                row.text("purpose"),
                row.integer("purpose_edition"),
                row.text("reason"),
                row.text("family"),
                row.text("given"),
                row.date("birth"),
                row.bool("together"),
                row.integerOrNull("confirmed_by"),
                row.textOrNull("confirmer"),
                row.instantOrNull("confirmed_at"),
                row.persons("records"));
    }
}
