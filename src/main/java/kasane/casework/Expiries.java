package kasane.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 期限（認定・明渡しなど）: the days after which something a household lives on is no longer so. */
@Component
public class Expiries {

    /** What begins a code of {@code expiry-kind} that a welfare scheme grants; the others are about how people live. */
    private static final String WELFARE = "WELFARE-";

    private static final String ADD = """
            insert into casework.expiry (id, household_id, person_id, owner_agency, audience, category, kind, kind_edition,
              expires_on, note, written_at, written_by)
            values (:id, :household, :person::uuid, :agency, :audience, :category, :kind, :edition, :on, :note, :now, :staff)
            """;

    private static final String OF_HOUSEHOLD = """
            select e.id, e.household_id, e.person_id, e.owner_agency, a.name as agency, e.audience, e.kind, e.kind_edition,
                   e.expires_on, e.note
            from casework.expiry e join access.pub_agency a on a.id = e.owner_agency
            where e.household_id = :household and e.ended_at is null
            order by e.expires_on, e.id
            """;

    private static final String OWN = """
            select e.household_id from casework.expiry e
            where e.id = :id and e.owner_agency = :agency and e.ended_at is null
            """;

    private static final String END = """
            update casework.expiry set ended_at = :now, ended_by = :staff
            where id = :id and owner_agency = :agency and ended_at is null
            """;

    private final Db db;
    private final Codes codes;
    private final AuditTrail audit;

    Expiries(Db db, Codes codes, AuditTrail audit) {
        this.db = db;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * A day to be written down.
     *
     * @param person whom it is about; null for the whole household
     * @param kind   of {@code expiry-kind}
     */
    public record NewExpiry(
            HouseholdId household,
            @Nullable PersonId person,
            Audience audience,
            String kind,
            LocalDate on,
            String note) {}

    /** A day as its reader sees it. */
    public record Expiry(
            UUID id,
            @Nullable PersonId person,
            AgencyId owner,
            String agency,
            Audience audience,
            String kind,
            LocalDate on,
            String note) {}

    /** Writes a day down in the viewer's hat, for the own agency or the team. */
    public UUID add(Viewer.Staff viewer, NewExpiry expiry) {
        if (expiry.audience() != Audience.OWN && expiry.audience() != Audience.TEAM) {
            throw new IllegalArgumentException("a day is written down for the own agency or for the team");
        }
        return db.transact(viewer, () -> {
            UUID id = Ids.next();
            db.sql(viewer, ADD)
                    .param("id", id)
                    .param("household", expiry.household())
                    .param("person", expiry.person())
                    .param("agency", viewer.agency())
                    .param("audience", expiry.audience().code())
                    .param("category", category(expiry.kind()).bit())
                    .param("kind", expiry.kind())
                    .param("edition", codes.edition("expiry-kind", db.today(viewer)))
                    .param("on", expiry.on())
                    .param("note", expiry.note())
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            audit.written(viewer, "expiry.write", List.of(expiry.household()), Detail.NONE.item(id));
            return id;
        });
    }

    /** Which kind of content it is that runs out: a consent opens it only where it names this kind. */
    static Category category(String kind) {
        return kind.startsWith(WELFARE) ? Category.WELFARE : Category.LIFE;
    }

    /** The days of a household that have not been ended, the earliest first. */
    public List<Expiry> of(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> {
            List<Expiry> found =
                    db.sql(viewer, OF_HOUSEHOLD).param("household", household).list(this::expiry);
            audit.read(viewer, "expiry.list", List.of(household));
            return found;
        });
    }

    /** 済み: it was renewed or has passed; the household it belongs to. */
    public HouseholdId end(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            HouseholdId household = own(viewer, id);
            db.sql(viewer, END)
                    .param("id", id)
                    .param("agency", viewer.agency())
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update();
            audit.written(viewer, "expiry.end", List.of(household), Detail.NONE.item(id));
            return household;
        });
    }

    /** The household of an open day that the viewer's agency wrote down, or {@link NotVisible}. */
    public HouseholdId own(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, OWN)
                        .param("id", id)
                        .param("agency", viewer.agency())
                        .optional(row -> row.household("household_id"))
                        .orElseThrow(NotVisible::new));
    }

    private Expiry expiry(Row row) {
        return new Expiry(
                row.uuid("id"),
                row.personOrNull("person_id"),
                row.agency("owner_agency"),
                row.text("agency"),
                Audience.of(row.integer("audience")),
                codes.label("expiry-kind", row.text("kind"), row.integer("kind_edition")),
                row.date("expires_on"),
                row.text("note"));
    }
}
