package kasane.register;

import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 続柄と関係: ties between persons, also to those outside the household; the genogram is drawn from them. */
@Component
public class Relationships {

    private static final String LIST = """
            select r.id, r.person_id, r.other_person_id, r.other_name, r.owner_agency, r.kind, r.marriage, r.from_date,
                   r.until_date, r.estranged, r.conflict, r.note, r.changed_at, s.name as changed_by, r.version
            from register.relationship r left join access.pub_staff s on s.id = r.changed_by
            where r.household_id = :household and r.ended_at is null order by r.created_at, r.id
            """;

    private static final String ADD = """
            insert into register.relationship (id, household_id, person_id, other_person_id, other_name, owner_agency, kind,
              marriage, from_date, until_date, estranged, conflict, note, created_at, created_by, changed_at, changed_by)
            values (:id, :household, :person, :other::uuid, :otherName, :agency, :kind, :marriage, :from, :until, :estranged,
              :conflict, :note, :now, :staff, :now, :staff)
            """;

    private static final String CHANGE = """
            update register.relationship set kind = :kind, marriage = :marriage, from_date = :from, until_date = :until,
              estranged = :estranged, conflict = :conflict, note = :note, changed_at = :now, changed_by = :staff,
              version = version + 1
            where id = :id and owner_agency = :agency and ended_at is null and version = :version
            """;

    private static final String END = """
            update register.relationship set ended_at = :now, changed_at = :now, changed_by = :staff,
              version = version + 1
            where id = :id and owner_agency = :agency and ended_at is null and version = :version
            """;

    private final Db db;
    private final AuditTrail audit;

    Relationships(Db db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /** What the person is to the other. */
    public enum Kind {
        /** 親. */
        PARENT_OF("親"),
        /** 子. */
        CHILD_OF("子"),
        /** 配偶者・パートナー. */
        SPOUSE("配偶者・パートナー"),
        /** きょうだい. */
        SIBLING("きょうだい"),
        /** そのほか. */
        OTHER("そのほか");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /** 婚姻の状態. */
    public enum Marriage {
        /** 婚姻. */
        MARRIED("婚姻"),
        /** 内縁・事実婚. */
        COMMON_LAW("内縁・事実婚"),
        /** 離別. */
        DIVORCED("離別"),
        /** 死別. */
        WIDOWED("死別");

        private final String label;

        Marriage(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /**
     * What a relationship is.
     *
     * @param estranged 疎遠・音信不通
     * @param conflict  対立・暴力など
     */
    public record Tie(
            Kind kind,
            @Nullable Marriage marriage,
            PartialDate from,
            PartialDate until,
            boolean estranged,
            boolean conflict,
            String note) {}

    /** A relationship as recorded; exactly one of the other person and the other's name is given. */
    public record Relationship(
            UUID id,
            PersonId person,
            @Nullable PersonId other,
            String otherName,
            AgencyId owner,
            Tie tie,
            boolean own,
            Households.Change last,
            int version) {}

    /** The relationships of a household of which the viewer sees both ends. The page logs. */
    public List<Relationship> of(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, LIST).param("household", household).list(row -> {
                    AgencyId owner = row.agency("owner_agency");
                    String marriage = row.text("marriage");
                    return new Relationship(
                            row.uuid("id"),
                            row.person("person_id"),
                            row.personOrNull("other_person_id"),
                            row.text("other_name"),
                            owner,
                            new Tie(
                                    row.constant("kind", Kind.class),
                                    marriage.isEmpty() ? null : Marriage.valueOf(marriage),
                                    PartialDate.ofText(row.text("from_date")),
                                    PartialDate.ofText(row.text("until_date")),
                                    row.bool("estranged"),
                                    row.bool("conflict"),
                                    row.text("note")),
                            owner.equals(viewer.agency()),
                            new Households.Change(row.instant("changed_at"), row.textOrEmpty("changed_by")),
                            row.integer("version"));
                }));
    }

    /** One relationship of the own agency, or {@link NotVisible}. */
    public Relationship findOwn(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return of(viewer, household).stream()
                .filter(r -> r.id().equals(id) && r.own())
                .findFirst()
                .orElseThrow(NotVisible::new);
    }

    /** Records a relationship to another person of the record, or to somebody who is only named. */
    public UUID record(
            Viewer.Staff viewer,
            HouseholdId household,
            PersonId person,
            @Nullable PersonId other,
            String otherName,
            Tie tie) {
        return db.transact(viewer, () -> {
            UUID id = Ids.next();
            bind(viewer, db.sql(viewer, ADD), id, tie)
                    .param("household", household)
                    .param("person", person)
                    .param("other", other)
                    .param("otherName", other == null ? otherName : "")
                    .update();
            audit.written(viewer, "household.relationship", List.of(household, person));
            return id;
        });
    }

    /** Changes what the relationship is; its two ends stay. */
    public void change(Viewer.Staff viewer, HouseholdId household, UUID id, int version, Tie tie) {
        db.run(viewer, () -> {
            Relationship before = findOwn(viewer, household, id);
            Stale.unlessOne(bind(viewer, db.sql(viewer, CHANGE), id, tie)
                    .param("version", version)
                    .update());
            audit.written(viewer, "household.relationship", List.of(household, before.person()));
        });
    }

    /** Takes back a relationship that was recorded by mistake; the row stays. */
    public void end(Viewer.Staff viewer, HouseholdId household, UUID id, int version) {
        db.run(viewer, () -> {
            Relationship before = findOwn(viewer, household, id);
            Stale.unlessOne(db.sql(viewer, END)
                    .param("id", id)
                    .param("agency", viewer.agency())
                    .param("version", version)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            audit.written(viewer, "household.relationship", List.of(household, before.person()));
        });
    }

    private kasane.gate.Statement bind(Viewer.Staff viewer, kasane.gate.Statement statement, UUID id, Tie tie) {
        return statement
                .param("id", id)
                .param("agency", viewer.agency())
                .param("kind", tie.kind())
                .param("marriage", tie.marriage() == null ? "" : tie.marriage().name())
                .param("from", tie.from().text())
                .param("until", tie.until().text())
                .param("estranged", tie.estranged())
                .param("conflict", tie.conflict())
                .param("note", tie.note())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff());
    }
}
