package kasane.sharing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 閲覧根拠: giving sight to other agencies and ending it. The database refuses what the giver does not itself see. */
@Component
public class Grants {

    private static final String GIVE = """
            select sharing.give(:household, :person::uuid, :item::uuid, :agencies::int[], :categories, :basis::smallint,
                                :consent::uuid, :until::timestamptz, :source) as given
            """;

    private static final String END = "select sharing.end_grant(:grant, :reason) as ended";

    private static final String OF_HOUSEHOLD = """
            select g.id, g.person_id, g.item_id, g.agency_id, g.categories, g.basis, g.consent_id, g.source, g.valid_from,
                   g.valid_until, g.valid_until::text as valid_until_text, g.ended_at
            from sharing.grant g
            where g.household_id = :household and g.agency_id is not null and g.basis <> 7
            order by g.valid_from, g.id
            """;

    private final Db db;

    Grants(Db db) {
        this.db = db;
    }

    /**
     * A grant to be given.
     *
     * @param person  the one person it opens; null for the whole household, which no consent can do
     * @param item    limits it to one item, such as one つなぐシート; null for everything of the categories
     * @param consent the consent it rests on, when the basis is {@link Basis#CONSENT}
     * @param until   the end; null for the end of the consent, or none
     * @param source  what led to it, a stable word such as {@code referral}
     */
    public record Gift(
            HouseholdId household,
            @Nullable PersonId person,
            @Nullable UUID item,
            Collection<AgencyId> agencies,
            Set<Category> categories,
            Basis basis,
            @Nullable UUID consent,
            @Nullable Instant until,
            String source) {}

    /** A grant as its giver or recipient sees it. */
    public record Given(
            UUID id,
            @Nullable PersonId person,
            @Nullable UUID item,
            AgencyId agency,
            Set<Category> categories,
            Basis basis,
            @Nullable UUID consent,
            String source,
            Instant from,
            Instant until,
            @Nullable Instant ended) {}

    /** Gives sight from this moment on; how many agencies received it. */
    public int give(Viewer.Staff viewer, Gift gift) {
        return db.sql(viewer, GIVE)
                .param("household", gift.household())
                .param("person", gift.person())
                .param("item", gift.item())
                .param("agencies", gift.agencies())
                .param("categories", Category.mask(gift.categories()))
                .param("basis", gift.basis().code())
                .param("consent", gift.consent())
                .param("until", gift.until())
                .param("source", gift.source())
                .one(row -> row.integer("given"));
    }

    /** Ends a grant that the viewer's agency gave or holds; false when there is no such living grant. */
    public boolean end(Viewer.Staff viewer, UUID grant, String reason) {
        return db.sql(viewer, END).param("grant", grant).param("reason", reason).one(row -> row.bool("ended"));
    }

    /** The grants on a household that the viewer's agency gave or holds, ended ones included. */
    public List<Given> of(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD)
                .param("household", household)
                .list(row -> new Given(
                        row.uuid("id"),
                        row.personOrNull("person_id"),
                        row.uuidOrNull("item_id"),
                        row.agency("agency_id"),
                        Category.of(row.integer("categories")),
                        Basis.of(row.integer("basis")),
                        row.uuidOrNull("consent_id"),
                        row.text("source"),
                        row.instant("valid_from"),
                        row.text("valid_until_text").equals("infinity") ? Instant.MAX : row.instant("valid_until"),
                        row.instantOrNull("ended_at")));
    }
}
