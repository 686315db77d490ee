package kasane.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 本人同意: the rows of consents. A withdrawal ends every grant that rests on it in the same transaction. */
@Component
public class Consents {

    private static final ZoneId TOWN = ZoneId.of("Asia/Tokyo");

    private static final String RECORD = """
            insert into sharing.consent (id, household_id, person_id, owner_agency, given_by, giver_name, method,
              explained_by, explained_how, purpose, recipients, categories, except_persons, excluded_note, given_on,
              valid_from, valid_until, created_at, created_by)
            values (:id, :household, :person, :agency, :givenBy, :giverName, :method, :staff, :how, :purpose,
              :recipients::int[], :categories, :except::uuid[], :excluded, :givenOn, :now, :until, :now, :staff)
            """;

    private static final String WITHDRAW = """
            update sharing.consent set withdrawn_at = :now, withdrawn_by = :staff, withdrawal_reason = :reason,
              version = version + 1
            where id = :id and withdrawn_at is null
            returning household_id
            """;

    private static final String OF_HOUSEHOLD = """
            select id, person_id, owner_agency, given_by, giver_name, method, explained_by, explained_how, purpose,
                   recipients, categories, except_persons, excluded_note, given_on, valid_from, valid_until, withdrawn_at,
                   withdrawal_reason, version
            from sharing.consent where household_id = :household order by valid_from desc, id
            """;

    private final Db db;
    // Asked for only when needed: what follows up may itself read consents.
    private final ObjectProvider<WithdrawalFollowUp> followUps;

    Consents(Db db, ObjectProvider<WithdrawalFollowUp> followUps) {
        this.db = db;
        this.followUps = followUps;
    }

    /** Who may say yes; a relative without authority is none of them. */
    public enum Giver {
        /** 本人. */
        SELF,
        /** 成年後見人. */
        GUARDIAN_OF_ADULT,
        /** 保佐人（代理権の範囲内）. */
        CURATOR_WITH_POWER,
        /** 補助人（代理権の範囲内）. */
        ASSISTANT_WITH_POWER,
        /** 親権者・未成年後見人. */
        PARENT_OF_MINOR
    }

    /** How the consent was given. */
    public enum Method {
        /** 書面. */
        WRITTEN,
        /** 口頭. */
        SPOKEN,
        /** 電磁的方法. */
        ELECTRONIC
    }

    /** A consent to be recorded; its recipients, kinds of content and period bound every grant that rests on it. */
    public record NewConsent(
            HouseholdId household,
            PersonId person,
            Giver giver,
            String giverName,
            Method method,
            String explainedHow,
            String purpose,
            Collection<AgencyId> recipients,
            Set<Category> categories,
            Collection<PersonId> except,
            String excludedNote,
            LocalDate givenOn,
            Instant until) {}

    /** A consent as recorded. */
    public record Consent(
            UUID id,
            PersonId person,
            AgencyId owner,
            Giver giver,
            String giverName,
            Method method,
            StaffId explainedBy,
            String explainedHow,
            String purpose,
            List<AgencyId> recipients,
            Set<Category> categories,
            List<PersonId> except,
            String excludedNote,
            LocalDate givenOn,
            Instant from,
            Instant until,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawalReason,
            int version) {

        /** Whether it is in force at the instant. */
        public boolean livesAt(Instant now) {
            return withdrawnAt == null && !from.isAfter(now) && until.isAfter(now);
        }
    }

    /** The end of a period whose last day counts whole. */
    public static Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(TOWN).toInstant();
    }

    /** The last day of a period that ends at this instant. */
    public static LocalDate lastDay(Instant until) {
        return LocalDate.ofInstant(until.minusMillis(1), TOWN);
    }

    /** Records a consent in the viewer's hat. It discloses nothing by itself: {@link Grants} rest on it. */
    public UUID record(Viewer.Staff viewer, NewConsent consent) {
        UUID id = Ids.next();
        db.sql(viewer, RECORD)
                .param("id", id)
                .param("household", consent.household())
                .param("person", consent.person())
                .param("agency", viewer.agency())
                .param("givenBy", consent.giver())
                .param("giverName", consent.giverName())
                .param("method", consent.method())
                .param("staff", viewer.staff())
                .param("how", consent.explainedHow())
                .param("purpose", consent.purpose())
                .param("recipients", consent.recipients())
                .param("categories", Category.mask(consent.categories()))
                .param("except", consent.except())
                .param("excluded", consent.excludedNote())
                .param("givenOn", consent.givenOn())
                .param("now", db.now(viewer))
                .param("until", consent.until())
                .update();
        return id;
    }

    /** Records a withdrawal; sight ends with it, and whatever rested on the consent finds somebody who has to act. */
    public void withdraw(Viewer.Staff viewer, UUID consent, String reason) {
        HouseholdId household = db.sql(viewer, WITHDRAW)
                .param("id", consent)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .param("reason", reason)
                .optional(row -> row.household("household_id"))
                .orElseThrow(NotVisible::new);
        followUps.orderedStream().forEach(followUp -> followUp.withdrawn(viewer, household, consent));
    }

    /** The consents of a household that the viewer sees, the newest first. */
    public List<Consent> of(Viewer.Staff viewer, HouseholdId household) {
        return db.sql(viewer, OF_HOUSEHOLD)
                .param("household", household)
                .list(row -> new Consent(
                        row.uuid("id"),
                        row.person("person_id"),
                        row.agency("owner_agency"),
                        row.constant("given_by", Giver.class),
                        row.text("giver_name"),
                        row.constant("method", Method.class),
                        row.staff("explained_by"),
                        row.text("explained_how"),
                        row.text("purpose"),
                        row.integers("recipients").stream().map(AgencyId::new).toList(),
                        Category.of(row.integer("categories")),
                        row.uuids("except_persons").stream().map(PersonId::new).toList(),
                        row.text("excluded_note"),
                        row.date("given_on"),
                        row.instant("valid_from"),
                        row.instant("valid_until"),
                        row.instantOrNull("withdrawn_at"),
                        row.textOrNull("withdrawal_reason"),
                        row.integer("version")));
    }
}
