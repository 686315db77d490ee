package kasane.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 連絡先と安全な連絡方法: each in its own row, so that the database withholds what is concealed. */
@Component
public class Contacts {

    private static final String SAFE = """
            select c.id, c.person_id, c.owner_agency, c.phone, c.hours, c.voicemail, c.post, c.sender_name, c.may_know,
                   c.do_not, c.changed_at, c.version, s.name as changed_by, a.name as agency
            from register.safe_contact c
            left join access.pub_staff s on s.id = c.changed_by left join access.pub_agency a on a.id = c.owner_agency
            where c.household_id = :household order by (c.person_id is not null), c.created_at
            """;

    private static final String ADD_SAFE = """
            insert into register.safe_contact (id, household_id, person_id, owner_agency, phone, hours, voicemail, post,
              sender_name, may_know, do_not, created_at, created_by, changed_at, changed_by)
            values (:id, :household, :person::uuid, :agency, :phone, :hours, :voicemail, :post, :sender, :mayKnow, :doNot,
              :now, :staff, :now, :staff)
            """;

    private static final String CHANGE_SAFE = """
            update register.safe_contact set phone = :phone, hours = :hours, voicemail = :voicemail, post = :post,
              sender_name = :sender, may_know = :mayKnow, do_not = :doNot, changed_at = :now, changed_by = :staff,
              version = version + 1
            where household_id = :household and person_id is not distinct from :person::uuid and owner_agency = :agency
              and version = :version
            """;

    private static final String SECRETS = """
            select c.id, c.person_id, c.owner_agency, c.kind, c.value, c.note, c.changed_at, s.name as changed_by, c.version
            from register.person_secret c left join access.pub_staff s on s.id = c.changed_by
            where c.household_id = :household and c.ended_at is null order by c.person_id, c.kind, c.created_at
            """;

    private static final String ADD_SECRET = """
            insert into register.person_secret (id, household_id, person_id, owner_agency, audience, category, kind, value,
              note, created_at, created_by, changed_at, changed_by)
            values (:id, :household, :person, :agency, 1, :category, :kind, :value, :note, :now, :staff, :now, :staff)
            """;

    private static final String CHANGE_SECRET = """
            update register.person_secret set value = :value, note = :note, changed_at = :now, changed_by = :staff,
              version = version + 1
            where id = :id and owner_agency = :agency and ended_at is null and version = :version
            """;

    private static final String END_SECRET = """
            update register.person_secret set ended_at = :now, changed_at = :now, changed_by = :staff,
              version = version + 1
            where id = :id and owner_agency = :agency and ended_at is null and version = :version
            """;

    private final Db db;
    private final AuditTrail audit;

    Contacts(Db db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /** Yes, no, or not asked. */
    public enum Answer {
        YES,
        NO,
        /** まだ聞いていない. */
        NOT_ASKED;

        static Answer of(String column) {
            return column.isEmpty() ? NOT_ASKED : valueOf(column);
        }

        String column() {
            return this == NOT_ASKED ? "" : name();
        }
    }

    /**
     * 安全な連絡方法.
     *
     * @param voicemail  whether a message may be left
     * @param post       whether letters may be sent
     * @param senderName whether the sender's name may stand on the envelope
     * @param mayKnow    who at home may know
     * @param doNot      what must not be done, such as 兄には言わない
     */
    public record Safe(
            String phone,
            String hours,
            Answer voicemail,
            Answer post,
            Answer senderName,
            String mayKnow,
            String doNot) {

        /** The same line where the number stands beside it. */
        public String lineWithoutPhone() {
            return new Safe("", hours, voicemail, post, senderName, mayKnow, doNot).line();
        }

        /** One line for the head of every record. */
        public String line() {
            List<String> parts = new ArrayList<>();
            if (!doNot.isEmpty()) {
                parts.add(doNot.replaceAll("\\s*\\n\\s*", "、"));
            }
            if (!phone.isEmpty()) {
                parts.add(phone);
            }
            if (!hours.isEmpty()) {
                parts.add(hours);
            }
            if (voicemail != Answer.NOT_ASKED) {
                parts.add(voicemail == Answer.YES ? "留守電可" : "留守電不可");
            }
            if (post != Answer.NOT_ASKED) {
                parts.add(post == Answer.YES ? "郵送可" : "郵送不可");
            }
            if (senderName == Answer.NO) {
                parts.add("封筒に差出人名を書かない");
            }
            if (!mayKnow.isEmpty()) {
                parts.add("知ってよい人: " + mayKnow);
            }
            return String.join("・", parts);
        }
    }

    /** 安全な連絡方法 as recorded; without a person it is of the whole household. */
    public record SafeContact(
            @Nullable PersonId person,
            AgencyId owner,
            String agency,
            Safe safe,
            Instant changedAt,
            String changedBy,
            int version) {}

    /** 連絡先の種類; each is a row that can be concealed. */
    public enum Kind {
        /** 携帯電話. */
        MOBILE("携帯電話"),
        /** 自宅の電話. */
        PHONE("自宅の電話"),
        /** メール. */
        MAIL("メール"),
        /** 住所・居所. */
        ADDRESS("住所・居所"),
        /** 訪ねてよい時間. */
        VISIT_TIME("訪ねてよい時間"),
        /** 学校・園. */
        SCHOOL("学校・園"),
        /** 勤め先. */
        WORK("勤め先");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What it is called on screens. */
        public String label() {
            return label;
        }

        int category() {
            return this == SCHOOL || this == WORK
                    ? kasane.sharing.Category.SCHOOL_WORK.bit()
                    : kasane.sharing.Category.CONTACT.bit();
        }
    }

    /** A contact, an address, a school or a place of work. */
    public record Contact(
            UUID id,
            PersonId person,
            AgencyId owner,
            Kind kind,
            String value,
            String note,
            boolean own,
            Households.Change last,
            int version) {}

    /** All 安全な連絡方法 of the household that the viewer sees, the household's own first. The page logs. */
    public List<SafeContact> safe(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer, () -> db.sql(viewer, SAFE).param("household", household).list(Contacts::safe));
    }

    /** The one that the viewer's agency keeps for the person or the household. */
    public Optional<SafeContact> ownSafe(Viewer.Staff viewer, HouseholdId household, @Nullable PersonId person) {
        return safe(viewer, household).stream()
                .filter(c -> c.owner().equals(viewer.agency()) && java.util.Objects.equals(c.person(), person))
                .findFirst();
    }

    /** Records a first 安全な連絡方法; a second one of the same agency is {@link Stale}. */
    public void recordSafe(Viewer.Staff viewer, HouseholdId household, @Nullable PersonId person, Safe safe) {
        db.run(viewer, () -> {
            if (ownSafe(viewer, household, person).isPresent()) {
                throw new Stale();
            }
            bind(viewer, db.sql(viewer, ADD_SAFE), household, person, safe)
                    .param("id", Ids.next())
                    .update();
            audit.written(viewer, "household.safe-contact", subjects(household, person), Detail.fields("safe-contact"));
        });
    }

    /** Changes the own agency's 安全な連絡方法. */
    public void changeSafe(
            Viewer.Staff viewer, HouseholdId household, @Nullable PersonId person, int version, Safe safe) {
        db.run(viewer, () -> {
            Stale.unlessOne(bind(viewer, db.sql(viewer, CHANGE_SAFE), household, person, safe)
                    .param("version", version)
                    .update());
            audit.written(viewer, "household.safe-contact", subjects(household, person), Detail.fields("safe-contact"));
        });
    }

    /** The contacts of all persons of the household that the viewer sees. The page logs. */
    public List<Contact> of(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, SECRETS).param("household", household).list(row -> {
                    AgencyId owner = row.agency("owner_agency");
                    return new Contact(
                            row.uuid("id"),
                            row.person("person_id"),
                            owner,
                            row.constant("kind", Kind.class),
                            row.text("value"),
                            row.text("note"),
                            owner.equals(viewer.agency()),
                            new Households.Change(row.instant("changed_at"), row.textOrEmpty("changed_by")),
                            row.integer("version"));
                }));
    }

    /** One contact of the own agency, or {@link NotVisible}. */
    public Contact findOwn(Viewer.Staff viewer, HouseholdId household, UUID contact) {
        return of(viewer, household).stream()
                .filter(c -> c.id().equals(contact) && c.own())
                .findFirst()
                .orElseThrow(NotVisible::new);
    }

    /** Adds a contact of a person. */
    public UUID add(Viewer.Staff viewer, HouseholdId household, PersonId person, Kind kind, String value, String note) {
        return db.transact(viewer, () -> {
            UUID id = Ids.next();
            db.sql(viewer, ADD_SECRET)
                    .param("id", id)
                    .param("household", household)
                    .param("person", person)
                    .param("agency", viewer.agency())
                    .param("category", kind.category())
                    .param("kind", kind)
                    .param("value", value)
                    .param("note", note)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            audit.written(viewer, "household.contact", List.of(household, person), Detail.fields("contact"));
            return id;
        });
    }

    /** Changes a contact of the own agency. */
    public void change(
            Viewer.Staff viewer, HouseholdId household, UUID contact, int version, String value, String note) {
        db.run(viewer, () -> {
            Contact before = findOwn(viewer, household, contact);
            Stale.unlessOne(db.sql(viewer, CHANGE_SECRET)
                    .param("id", contact)
                    .param("agency", viewer.agency())
                    .param("version", version)
                    .param("value", value)
                    .param("note", note)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            audit.written(viewer, "household.contact", List.of(household, before.person()), Detail.fields("contact"));
        });
    }

    /** Ends a contact that no longer holds; the row stays. */
    public void end(Viewer.Staff viewer, HouseholdId household, UUID contact, int version) {
        db.run(viewer, () -> {
            Contact before = findOwn(viewer, household, contact);
            Stale.unlessOne(db.sql(viewer, END_SECRET)
                    .param("id", contact)
                    .param("agency", viewer.agency())
                    .param("version", version)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            audit.written(viewer, "household.contact", List.of(household, before.person()), Detail.fields("contact"));
        });
    }

    private kasane.gate.Statement bind(
            Viewer.Staff viewer,
            kasane.gate.Statement statement,
            HouseholdId household,
            @Nullable PersonId person,
            Safe safe) {
        return statement
                .param("household", household)
                .param("person", person)
                .param("agency", viewer.agency())
                .param("phone", safe.phone())
                .param("hours", safe.hours())
                .param("voicemail", safe.voicemail().column())
                .param("post", safe.post().column())
                .param("sender", safe.senderName().column())
                .param("mayKnow", safe.mayKnow())
                .param("doNot", safe.doNot())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff());
    }

    private static List<Id> subjects(HouseholdId household, @Nullable PersonId person) {
        return person == null ? List.of(household) : List.of(household, person);
    }

    private static SafeContact safe(Row row) {
        return new SafeContact(
                row.personOrNull("person_id"),
                row.agency("owner_agency"),
                row.textOrEmpty("agency"),
                new Safe(
                        row.text("phone"),
                        row.text("hours"),
                        Answer.of(row.text("voicemail")),
                        Answer.of(row.text("post")),
                        Answer.of(row.text("sender_name")),
                        row.text("may_know"),
                        row.text("do_not")),
                row.instant("changed_at"),
                row.textOrEmpty("changed_by"),
                row.integer("version"));
    }
}
