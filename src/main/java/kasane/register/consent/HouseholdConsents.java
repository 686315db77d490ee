package kasane.register.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Barred;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import org.springframework.stereotype.Component;

/** 本人同意: taking one opens the person's record to the agencies it names; withdrawing it closes it at once. */
@Component
class HouseholdConsents {

    private static final String ADD_DETAIL = """
            insert into register.consent_detail (consent_id, household_id, person_id, owner_agency, explained_with, power,
              assent, why_not_self, decision_support)
            values (:consent, :household, :person, :agency, :with, :power, :assent, :why, :support)
            """;

    private static final String DETAILS = """
            select consent_id, explained_with, power, assent, why_not_self, decision_support from register.consent_detail
            where household_id = :household
            """;

    private static final String AGES = """
            select distinct on (key) key, age from register.age_rule where valid_from <= :today
            order by key, valid_from desc
            """;

    /** The one who took a consent asks for it again before it ends, or decides to let it end. */
    static final String RENEW = "register.renew-consent";

    private final Db db;
    /** Anybody of an agency: nobody's own number, so that no grant to a person of the staff is seen by it. */
    private static final StaffId SOMEBODY = new StaffId(Integer.MAX_VALUE);

    private final Households households;
    private final Contacts contacts;
    private final Consents consents;
    private final Grants grants;
    private final Barred barred;
    private final Tasks tasks;
    private final Clocks clocks;
    private final AuditTrail audit;

    HouseholdConsents(
            Db db,
            Households households,
            Contacts contacts,
            Consents consents,
            Grants grants,
            Barred barred,
            Tasks tasks,
            Clocks clocks,
            AuditTrail audit) {
        this.db = db;
        this.households = households;
        this.contacts = contacts;
        this.consents = consents;
        this.grants = grants;
        this.barred = barred;
        this.tasks = tasks;
        this.clocks = clocks;
        this.audit = audit;
    }

    /** A consent as it is typed; the person's age and death come from the register. */
    record Taken(
            HouseholdId household,
            PersonId person,
            ConsentRules.Speaker speaker,
            String speakerName,
            String power,
            boolean powerCovers,
            String assent,
            String whyNotSelf,
            String decisionSupport,
            boolean accused,
            Consents.Method method,
            String explainedHow,
            String explainedWith,
            String purpose,
            List<AgencyId> recipients,
            Set<Category> categories,
            String excludedNote,
            LocalDate givenOn,
            LocalDate until) {}

    /** What belongs to a consent beyond its kernel row. */
    record Extra(String explainedWith, String power, String assent, String whyNotSelf, String decisionSupport) {
        static final Extra NONE = new Extra("", "", "", "", "");
    }

    /** Whom a withdrawal shuts out at once, and who still sees the person on another basis. */
    record Effect(Set<AgencyId> losing, Set<AgencyId> keeping) {}

    /** Whether the consent could be recorded, without recording it. */
    Decision<Consents.Giver> check(Viewer.Staff viewer, Taken taken) {
        return db.transact(viewer, () -> {
            Member member = households.member(viewer, taken.household(), taken.person());
            LocalDate today = db.today(viewer);
            if (taken.givenOn().isAfter(today)) {
                return Decision.refuse(Reason.of("register.refused.consent.given-future"));
            }
            if (!Collections.disjoint(taken.recipients(), barred.of(viewer, taken.household()))) {
                return Decision.refuse(Reason.of("register.refused.consent.barred"));
            }
            if (!taken.until().isAfter(today)) {
                return Decision.refuse(Reason.of("register.refused.consent.until-past"));
            }
            ConsentRules.Ages ages = ages(viewer);
            return ConsentRules.mayGive(
                            new ConsentRules.Asked(
                                    taken.speaker(),
                                    member.isDeceased(),
                                    member.age(),
                                    taken.speakerName(),
                                    taken.power(),
                                    taken.powerCovers(),
                                    taken.assent(),
                                    taken.whyNotSelf(),
                                    taken.accused()),
                            ages)
                    .flatMap(giver -> ConsentRules.endsBeforeAdult(
                            giver, taken.until(), member.details().birth(), ages));
        });
    }

    /** One agency's view of the household once the consent is recorded: its page 世帯・連絡先, line by line. */
    record Sight(
            AgencyId agency, List<Member> members, List<Contacts.Contact> contacts, List<Contacts.SafeContact> safe) {}

    /**
     * 「B機関には、こう見えます」: what the recipients would see, read with their eyes from the database itself; nothing is recorded
     * by it. Empty for a consent that would be refused.
     */
    List<Sight> preview(Viewer.Staff viewer, Taken taken) {
        return check(viewer, taken).isAllowed()
                ? taken.recipients().stream()
                        .map(agency -> {
                            Viewer.Staff anybodyThere = new Viewer.Staff(SOMEBODY, agency, Set.of());
                            return db.rehearse(
                                    viewer,
                                    () -> take(viewer, taken),
                                    anybodyThere,
                                    () -> new Sight(
                                            agency,
                                            households.members(anybodyThere, taken.household()),
                                            contacts.of(anybodyThere, taken.household()),
                                            contacts.safe(anybodyThere, taken.household())));
                        })
                        .toList()
                : List.of();
    }

    /** Records the consent and opens the record to the agencies it names, in one transaction. */
    Decision<UUID> take(Viewer.Staff viewer, Taken taken) {
        return db.transact(
                viewer,
                () -> check(viewer, taken).map(giver -> {
                    Set<Category> categories = EnumSet.of(Category.IDENTITY);
                    categories.addAll(taken.categories());
                    UUID consent = consents.record(
                            viewer,
                            new Consents.NewConsent(
                                    taken.household(),
                                    taken.person(),
                                    giver,
                                    taken.speakerName(),
                                    taken.method(),
                                    taken.explainedHow(),
                                    taken.purpose(),
                                    taken.recipients(),
                                    categories,
                                    List.of(),
                                    taken.excludedNote(),
                                    taken.givenOn(),
                                    Consents.endOf(taken.until())));
                    db.sql(viewer, ADD_DETAIL)
                            .param("consent", consent)
                            .param("household", taken.household())
                            .param("person", taken.person())
                            .param("agency", viewer.agency())
                            .param("with", taken.explainedWith())
                            .param("power", taken.power())
                            .param("assent", taken.assent())
                            .param("why", taken.whyNotSelf())
                            .param("support", taken.decisionSupport())
                            .update();
                    grants.give(
                            viewer,
                            new Grants.Gift(
                                    taken.household(),
                                    taken.person(),
                                    null,
                                    taken.recipients(),
                                    categories,
                                    Basis.CONSENT,
                                    consent,
                                    null,
                                    "consent"));
                    remind(viewer, taken, consent, categories);
                    audit.written(
                            viewer,
                            "consent.take",
                            List.of(taken.household(), taken.person()),
                            Detail.NONE.bases(List.of(Basis.CONSENT.code())).item(consent));
                    return consent;
                }));
    }

    /** Opens the work of asking again, and ends that for every consent which this one takes the place of. */
    private void remind(Viewer.Staff viewer, Taken taken, UUID id, Set<Category> categories) {
        consents.of(viewer, taken.household()).stream()
                .filter(before -> before.person().equals(taken.person())
                        && before.owner().equals(viewer.agency())
                        && taken.recipients().containsAll(before.recipients())
                        && categories.containsAll(before.categories()))
                .forEach(before -> tasks.done(viewer, RENEW, before.id()));
        LocalDate today = db.today(viewer);
        LocalDate showsOn = taken.until().minusDays(clocks.days("consent.renewal", today));
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        RENEW,
                        id,
                        viewer.agency(),
                        taken.household(),
                        viewer.agency(),
                        null,
                        taken.until(),
                        "/households/" + taken.household().value() + "/consents",
                        showsOn.isAfter(today) ? showsOn : null));
    }

    /** The consents of a household that wait to be asked for again. */
    Set<UUID> toRenew(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> tasks.shown(viewer, household, RENEW));
    }

    /** 更新しない: the consent ends on its last day, and nobody is reminded any more. */
    Decision<UUID> letEnd(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return db.transact(viewer, () -> {
            Consents.Consent consent = find(viewer, household, id);
            if (!consent.owner().equals(viewer.agency())) {
                throw new NotVisible();
            }
            if (!tasks.done(viewer, RENEW, id)) {
                return Decision.refuse(Reason.of("register.refused.consent.not-waiting"));
            }
            audit.written(viewer, "consent.let-end", List.of(household, consent.person()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** The consent of this household, or {@link NotVisible}. */
    Consents.Consent find(Viewer.Staff viewer, HouseholdId household, UUID consent) {
        return db.transact(
                viewer,
                () -> consents.of(viewer, household).stream()
                        .filter(c -> c.id().equals(consent))
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    /** What belongs to the consents of a household. */
    Map<UUID, Extra> extras(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> {
            List<Map.Entry<UUID, Extra>> extras = db.sql(viewer, DETAILS)
                    .param("household", household)
                    .list(row -> Map.entry(
                            row.uuid("consent_id"),
                            new Extra(
                                    row.text("explained_with"),
                                    row.text("power"),
                                    row.text("assent"),
                                    row.text("why_not_self"),
                                    row.text("decision_support"))));
            return extras.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    /** What a withdrawal would do now. */
    Effect effect(Viewer.Staff viewer, HouseholdId household, Consents.Consent consent) {
        return db.transact(viewer, () -> {
            Instant now = db.now(viewer);
            List<Grants.Given> living = grants.of(viewer, household).stream()
                    .filter(g -> g.ended() == null
                            && !g.from().isAfter(now)
                            && g.until().isAfter(now))
                    .toList();
            Set<AgencyId> opened = agencies(living.stream()
                    .filter(g -> consent.id().equals(g.consent()))
                    .toList());
            Set<AgencyId> otherwise = agencies(living.stream()
                    .filter(g -> !consent.id().equals(g.consent()) && g.item() == null)
                    .filter(g -> g.person() == null || g.person().equals(consent.person()))
                    .toList());
            Set<AgencyId> losing = new HashSet<>(opened);
            losing.removeAll(otherwise);
            Set<AgencyId> keeping = new HashSet<>(opened);
            keeping.retainAll(otherwise);
            return new Effect(losing, keeping);
        });
    }

    /** Records a withdrawal; from the next statement on nobody sees by this consent. */
    Decision<UUID> withdraw(Viewer.Staff viewer, HouseholdId household, UUID id, String reason) {
        return db.transact(viewer, () -> {
            Consents.Consent consent = find(viewer, household, id);
            if (!consent.owner().equals(viewer.agency())) {
                throw new NotVisible();
            }
            if (consent.withdrawnAt() != null) {
                return Decision.refuse(Reason.of("register.refused.consent.withdrawn"));
            }
            consents.withdraw(viewer, id, reason);
            tasks.done(viewer, RENEW, id);
            audit.written(viewer, "consent.withdraw", List.of(household, consent.person()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private ConsentRules.Ages ages(Viewer.Staff viewer) {
        Map<String, Integer> ages = db
                .sql(viewer, AGES)
                .param("today", db.today(viewer))
                .list(row -> Map.entry(row.text("key"), row.integer("age")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new ConsentRules.Ages(
                Objects.requireNonNull(ages.get("own-consent")), Objects.requireNonNull(ages.get("adult")));
    }

    private static Set<AgencyId> agencies(Collection<Grants.Given> given) {
        return given.stream().map(Grants.Given::agency).collect(Collectors.toSet());
    }
}
