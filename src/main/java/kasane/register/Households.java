package kasane.register;

import java.time.LocalDate;
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
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.SchoolGrade;
import kasane.sharing.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 世帯: opening a household's record, and the persons in it over time. Every method joins a running transaction. */
@Component
public class Households {

    private static final String ADD_HOUSEHOLD = """
            insert into register.household (household_id, owner_agency, label, area_ids, note, created_at, created_by,
              changed_at, changed_by)
            values (:household, :agency, :label, :areas::int[], :note, :now, :staff, :now, :staff)
            """;

    private static final String CHANGE_HOUSEHOLD = """
            update register.household set label = :label, area_ids = :areas::int[], note = :note, changed_at = :now,
              changed_by = :staff, version = version + 1
            where household_id = :household and owner_agency = :agency and version = :version
            """;

    private static final String FIND_HOUSEHOLD = """
            select h.household_id, h.owner_agency, h.label, h.area_ids, h.note, h.changed_at, h.version, s.name as changed_by,
                   a.name as agency
            from register.household h
            left join access.pub_staff s on s.id = h.changed_by left join access.pub_agency a on a.id = h.owner_agency
            where h.household_id = :household
            """;

    private static final String ADD_PERSON = """
            insert into register.person (person_id, household_id, owner_agency, family, given, family_kana, given_kana,
              former, alias, latin, folded, sex, sex_edition, birth, deceased_on, language, interpreter, sign_language, note,
              came_household, came_item, created_at, created_by, changed_at, changed_by)
            values (:person, :household, :agency, :family, :given, :familyKana, :givenKana, :former, :alias, :latin,
              :folded::text[], :sex, :sexEdition, :birth, :deceased, :language, :interpreter, :signLanguage, :note,
              :cameHousehold::uuid, :cameItem::uuid, :now, :staff, :now, :staff)
            """;

    private static final String CHANGE_PERSON = """
            update register.person set family = :family, given = :given, family_kana = :familyKana,
              given_kana = :givenKana, former = :former, alias = :alias, latin = :latin, folded = :folded::text[],
              sex = :sex, sex_edition = :sexEdition, birth = :birth, deceased_on = :deceased, language = :language,
              interpreter = :interpreter, sign_language = :signLanguage, note = :note, changed_at = :now,
              changed_by = :staff, version = version + 1
            where person_id = :person and owner_agency = :agency and version = :version
            """;

    private static final String ADD_MEMBERSHIP = """
            insert into register.membership (id, household_id, person_id, owner_agency, tie, tie_edition, together,
              from_date, position, created_at, created_by, changed_at, changed_by)
            values (:id, :household, :person, :agency, :tie, :tieEdition, :together, :from, :position, :now, :staff, :now,
              :staff)
            """;

    private static final String CHANGE_MEMBERSHIP = """
            update register.membership set tie = :tie, tie_edition = :tieEdition, together = :together,
              from_date = :from, changed_at = :now, changed_by = :staff, version = version + 1
            where person_id = :person and owner_agency = :agency and until_date is null
            """;

    private static final String LEAVE = """
            update register.membership set until_date = :until, leaving = :leaving, leaving_note = :note,
              changed_at = :now, changed_by = :staff, version = version + 1
            where person_id = :person and household_id = :household and owner_agency = :agency and until_date is null
            """;

    private static final String BURY = """
            update register.person set deceased_on = :deceased, changed_at = :now, changed_by = :staff,
              version = version + 1
            where person_id = :person and owner_agency = :agency and deceased_on is null
            """;

    private static final String MEMBERS = """
            select p.person_id, p.owner_agency, p.family, p.given, p.family_kana, p.given_kana, p.former, p.alias, p.latin,
                   p.sex, p.sex_edition, p.birth, p.deceased_on, p.language, p.interpreter, p.sign_language, p.note,
                   p.version, m.tie, m.tie_edition, m.together, m.from_date, m.until_date
            from register.person p
            join register.membership m on m.person_id = p.person_id and m.household_id = p.household_id
            where p.household_id = :household
            order by (m.until_date is not null), m.position, m.created_at, p.person_id
            """;

    private static final String LAST_CHANGE = """
            select p.changed_at, s.name as changed_by from register.person p
            left join access.pub_staff s on s.id = p.changed_by
            where p.person_id = :person
            """;

    private final Db db;
    private final Subjects subjects;
    private final Codes codes;
    private final AuditTrail audit;

    Households(Db db, Subjects subjects, Codes codes, AuditTrail audit) {
        this.db = db;
        this.subjects = subjects;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * A person who enters a household.
     *
     * @param tie      続柄: code of the dated list {@code tie}; empty when not known
     * @param together whether they live together with the household
     * @param from     since when; may be unknown
     * @param came     the shared item with which the person came to the agency; null for somebody it met itself
     */
    public record NewMember(
            PersonDetails details,
            String tie,
            boolean together,
            PartialDate from,
            @Nullable CameWith came) {

        public NewMember(PersonDetails details, String tie, boolean together, PartialDate from) {
            this(details, tie, together, from, null);
        }

        /** Lives with the household, since nobody knows when. */
        public static NewMember of(PersonDetails details, String tie) {
            return new NewMember(details, tie, true, PartialDate.UNKNOWN);
        }

        /** The same person, known from a shared item. */
        public NewMember with(CameWith item) {
            return new NewMember(details, tie, together, from, item);
        }
    }

    /** 受け取ったもの: an item that another agency shared, and the household of that agency it is about. */
    public record CameWith(HouseholdId household, UUID item) {}

    /** A household to be opened; {@code label} is the family name people call it by, without 家. */
    public record NewHousehold(String label, String note, List<NewMember> members) {
        public NewHousehold {
            members = List.copyOf(members);
        }
    }

    /** A household as it is now; {@code agency} is the name of the one that keeps the record. */
    public record Household(
            HouseholdId id,
            AgencyId owner,
            String agency,
            String label,
            List<Integer> areas,
            String note,
            java.time.Instant changedAt,
            String changedBy,
            int version) {
        /** 架空山家. */
        public String title() {
            return titleOf(label);
        }
    }

    /** 転帰: why somebody no longer belongs to the household. */
    public enum Leaving {
        /** 転出・転居. */
        MOVED,
        /** 施設入所・長期入院. */
        INSTITUTION,
        /** 結婚・独立. */
        MARRIED,
        /** 死亡. */
        DIED,
        /** そのほか. */
        OTHER,
        /** 不明. */
        UNKNOWN
    }

    /** Who saved a record last, and when. */
    public record Change(java.time.Instant at, String by) {}

    /** 架空山 becomes 架空山家; a label that already ends with a word of its own stays. */
    public static String titleOf(String label) {
        return label.endsWith("家") || label.endsWith("世帯") || label.endsWith("方") ? label : label + "家";
    }

    /** Opens a household's record of the viewer's agency with its first persons. */
    public HouseholdId open(Viewer.Staff viewer, NewHousehold household) {
        return db.transact(viewer, () -> {
            HouseholdId id = subjects.household(viewer);
            db.sql(viewer, ADD_HOUSEHOLD)
                    .param("household", id)
                    .param("agency", viewer.agency())
                    .param("label", household.label())
                    .param("areas", List.of())
                    .param("note", household.note())
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            List<Id> written = new ArrayList<>();
            written.add(id);
            int position = 0;
            for (NewMember member : household.members()) {
                written.add(add(viewer, id, member, position++));
            }
            audit.written(viewer, "household.open", written);
            return id;
        });
    }

    /** The household, or {@link NotVisible}. */
    public Household find(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, FIND_HOUSEHOLD)
                        .param("household", household)
                        .optional(row -> new Household(
                                row.household("household_id"),
                                row.agency("owner_agency"),
                                row.textOrEmpty("agency"),
                                row.text("label"),
                                row.integers("area_ids"),
                                row.text("note"),
                                row.instant("changed_at"),
                                row.textOrEmpty("changed_by"),
                                row.integer("version")))
                        .orElseThrow(NotVisible::new));
    }

    /** The own agency's household, or {@link NotVisible}: nobody changes another agency's record. */
    public Household findOwn(Viewer.Staff viewer, HouseholdId household) {
        Household found = find(viewer, household);
        if (!found.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return found;
    }

    /** Changes what the household is called and the note about it. */
    public void change(Viewer.Staff viewer, HouseholdId household, int version, String label, String note) {
        db.run(viewer, () -> {
            Household before = findOwn(viewer, household);
            Stale.unlessOne(db.sql(viewer, CHANGE_HOUSEHOLD)
                    .param("household", household)
                    .param("agency", viewer.agency())
                    .param("version", version)
                    .param("label", label)
                    .param("areas", before.areas())
                    .param("note", note)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            audit.written(viewer, "household.change", List.of(household));
        });
    }

    /** Adds a person to the own agency's household. */
    public PersonId addMember(Viewer.Staff viewer, HouseholdId household, NewMember member) {
        return db.transact(viewer, () -> {
            findOwn(viewer, household);
            int position = members(viewer, household).size();
            PersonId person = add(viewer, household, member, position);
            audit.written(viewer, "household.member", List.of(household, person));
            return person;
        });
    }

    /** Changes a person and their place in the household. */
    public void changeMember(
            Viewer.Staff viewer, HouseholdId household, PersonId person, int version, NewMember member) {
        db.run(viewer, () -> {
            Member before = ownMember(viewer, household, person);
            bind(viewer, db.sql(viewer, CHANGE_PERSON), member.details())
                    .param("person", person)
                    .param("agency", viewer.agency())
                    .param("version", version)
                    .checked();
            if (before.isCurrent()) {
                db.sql(viewer, CHANGE_MEMBERSHIP)
                        .param("person", person)
                        .param("agency", viewer.agency())
                        .param("tie", member.tie())
                        .param("tieEdition", edition(viewer, "tie", member.tie()))
                        .param("together", member.together())
                        .param("from", member.from().text())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update();
            }
            audit.written(viewer, "household.person", List.of(household, person), Detail.fields("identity"));
        });
    }

    /** Notes that somebody no longer belongs to the household; their record stays. */
    public void leave(
            Viewer.Staff viewer,
            HouseholdId household,
            PersonId person,
            PartialDate until,
            Leaving leaving,
            String note) {
        db.run(viewer, () -> {
            ownMember(viewer, household, person);
            Stale.unlessOne(db.sql(viewer, LEAVE)
                    .param("person", person)
                    .param("household", household)
                    .param("agency", viewer.agency())
                    .param("until", until.text())
                    .param("leaving", leaving)
                    .param("note", note)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            if (leaving == Leaving.DIED && until.exact().isPresent()) {
                db.sql(viewer, BURY)
                        .param("person", person)
                        .param("agency", viewer.agency())
                        .param("deceased", until.exact().orElseThrow())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update();
            }
            audit.written(viewer, "household.leaving", List.of(household, person));
        });
    }

    /** The persons of a household that the viewer sees, as of today; those who left come last. The page logs. */
    public List<Member> members(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return db.sql(viewer, MEMBERS).param("household", household).list(row -> member(viewer, row, today));
        });
    }

    /** One person of the household, or {@link NotVisible}. */
    public Member member(Viewer.Staff viewer, HouseholdId household, PersonId person) {
        return members(viewer, household).stream()
                .filter(member -> member.person().equals(person))
                .findFirst()
                .orElseThrow(NotVisible::new);
    }

    /** One person of the own agency's record, or {@link NotVisible}. */
    public Member ownMember(Viewer.Staff viewer, HouseholdId household, PersonId person) {
        Member found = member(viewer, household, person);
        if (!found.own()) {
            throw new NotVisible();
        }
        return found;
    }

    /** Who saved the person last. */
    public Optional<Change> lastChange(Viewer.Staff viewer, PersonId person) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, LAST_CHANGE)
                        .param("person", person)
                        .optional(row -> new Change(row.instant("changed_at"), row.textOrEmpty("changed_by"))));
    }

    private PersonId add(Viewer.Staff viewer, HouseholdId household, NewMember member, int position) {
        PersonId person = subjects.person(viewer, household);
        CameWith came = member.came();
        bind(viewer, db.sql(viewer, ADD_PERSON), member.details())
                .param("person", person)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("cameHousehold", came == null ? null : came.household())
                .param("cameItem", came == null ? null : came.item())
                .checked();
        UUID id = Ids.next();
        db.sql(viewer, ADD_MEMBERSHIP)
                .param("id", id)
                .param("household", household)
                .param("person", person)
                .param("agency", viewer.agency())
                .param("tie", member.tie())
                .param("tieEdition", edition(viewer, "tie", member.tie()))
                .param("together", member.together())
                .param("from", member.from().text())
                .param("position", position)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        return person;
    }

    private Bound bind(Viewer.Staff viewer, kasane.gate.Statement statement, PersonDetails details) {
        PersonName name = details.name();
        return new Bound(statement
                .param("family", name.family())
                .param("given", name.given())
                .param("familyKana", name.familyKana())
                .param("givenKana", name.givenKana())
                .param("former", name.former())
                .param("alias", name.alias())
                .param("latin", name.latin())
                .param("folded", name.folded())
                .param("sex", details.sex())
                .param("sexEdition", edition(viewer, "sex", details.sex()))
                .param("birth", details.birth().text())
                .param("deceased", details.deceased())
                .param("language", details.language())
                .param("interpreter", details.interpreter())
                .param("signLanguage", details.signLanguage())
                .param("note", details.note())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff()));
    }

    /** A statement about a person with the person's own columns bound. */
    private record Bound(kasane.gate.Statement statement) {
        Bound param(String name, @Nullable Object value) {
            statement.param(name, value);
            return this;
        }

        /** Writes exactly one row, or somebody else wrote it in between. */
        void checked() {
            Stale.unlessOne(statement.update());
        }
    }

    private int edition(Viewer.Staff viewer, String list, String code) {
        return code.isEmpty() ? 0 : codes.edition(list, db.today(viewer));
    }

    private Member member(Viewer.Staff viewer, Row row, LocalDate today) {
        PartialDate birth = PartialDate.ofText(row.text("birth"));
        LocalDate deceased = row.dateOrNull("deceased_on");
        LocalDate day = deceased == null ? today : deceased;
        String until = row.textOrNull("until_date");
        String sex = row.text("sex");
        String tie = row.text("tie");
        AgencyId owner = row.agency("owner_agency");
        return new Member(
                row.person("person_id"),
                new PersonDetails(
                        new PersonName(
                                row.text("family"),
                                row.text("given"),
                                row.text("family_kana"),
                                row.text("given_kana"),
                                row.text("former"),
                                row.text("alias"),
                                row.text("latin")),
                        sex,
                        birth,
                        deceased,
                        row.text("language"),
                        row.bool("interpreter"),
                        row.bool("sign_language"),
                        row.text("note")),
                sex.isEmpty() ? "" : codes.label("sex", sex, row.integer("sex_edition")),
                birth.ageOn(day),
                deceased == null ? SchoolGrade.on(birth, today) : Optional.empty(),
                tie,
                tie.isEmpty() ? "" : codes.label("tie", tie, row.integer("tie_edition")),
                row.bool("together"),
                PartialDate.ofText(row.text("from_date")),
                until == null ? null : PartialDate.ofText(until),
                owner,
                owner.equals(viewer.agency()),
                row.integer("version"));
    }
}
