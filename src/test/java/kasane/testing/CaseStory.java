package kasane.testing;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kasane.collaboration.SupportRequests;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * A case as far as a test needs it, made through the use cases of the people who would make it: 包括北 keeps the record
 * and asks, 多機関協働 coordinates. Nothing happens before it is asked for: {@code new CaseStory(context).household()
 * .consent(…).request().accept()}.
 */
public final class CaseStory {

    private static final String DAY = "2026-06-15";

    private final Db db;
    private final Connections connections;
    private final Households households;
    private final Consents consents;
    private final Grants grants;
    private final SupportRequests requests;

    /** Asks for support and keeps the record: 包括北, where nothing else is said. */
    public final Viewer.Staff asker;

    /** Carries the case: 多機関協働係, where nothing else is said. */
    public final Viewer.Staff coordinator;

    private final Map<String, Viewer.Staff> viewers = new HashMap<>();
    private @Nullable HouseholdId household;
    private final List<PersonId> persons = new ArrayList<>();
    private final Map<PersonId, UUID> consent = new LinkedHashMap<>();
    private @Nullable UUID request;
    private @Nullable UUID caseId;

    public CaseStory(ApplicationContext context) {
        this(context, "houkatsu", "suishin");
    }

    /** In a town where the record is kept and the case carried by these people's agencies. */
    public CaseStory(ApplicationContext context, String asks, String carries) {
        this.db = context.getBean(Db.class);
        this.connections = context.getBean(Connections.class);
        this.households = context.getBean(Households.class);
        this.consents = context.getBean(Consents.class);
        this.grants = context.getBean(Grants.class);
        this.requests = context.getBean(SupportRequests.class);
        this.asker = People.viewer(connections, asks);
        this.coordinator = People.viewer(connections, carries);
    }

    /** The whole way: 架空谷家 of two, consents to shougai and jiritsu for both, sent and accepted. */
    public static CaseStory begun(ApplicationContext context) {
        return new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "shougai", "jiritsu")
                .send()
                .accept();
    }

    /** 架空谷家: ミホン (the first) and モケイ (the second). */
    public CaseStory household() {
        return household("架空谷", "ミホン", "モケイ");
    }

    /** A household of 包括北 with these given names. */
    public CaseStory household(String family, String... given) {
        List<Households.NewMember> members = new ArrayList<>();
        for (String name : given) {
            members.add(Households.NewMember.of(
                    PersonDetails.of(PersonName.of(family, name, "", ""), "", PartialDate.ofText("1950")),
                    members.isEmpty() ? "SELF" : ""));
        }
        household = households.open(asker, new Households.NewHousehold(family, "", members));
        persons.clear();
        households.members(asker, householdId()).stream().map(Member::person).forEach(persons::add);
        return this;
    }

    /** The person agrees that the agencies of these people see everything that a consent can open. */
    public CaseStory consent(int person, String... logins) {
        return consent(person, EnumSet.allOf(Category.class), logins);
    }

    /** The person agrees that the agencies of these people see these kinds of content. */
    public CaseStory consent(int person, Set<Category> categories, String... logins) {
        PersonId who = persons.get(person);
        List<kasane.shared.AgencyId> recipients = new ArrayList<>();
        for (String login : logins) {
            recipients.add(as(login).agency());
        }
        Set<Category> all = EnumSet.of(Category.IDENTITY);
        all.addAll(categories);
        UUID id = db.transact(asker, () -> {
            UUID given = consents.record(
                    asker,
                    new Consents.NewConsent(
                            householdId(),
                            who,
                            Consents.Giver.SELF,
                            "",
                            Consents.Method.WRITTEN,
                            "説明カード",
                            "支援を一緒に考えるため",
                            recipients,
                            all,
                            List.of(),
                            "",
                            java.time.LocalDate.parse(DAY),
                            TestClock.START.plus(java.time.Duration.ofDays(365))));
            grants.give(
                    asker,
                    new Grants.Gift(householdId(), who, null, recipients, all, Basis.CONSENT, given, null, "consent"));
            return given;
        });
        consent.put(who, id);
        return this;
    }

    /** The last consent of the person is withdrawn. */
    public CaseStory withdraw(int person) {
        db.run(
                asker,
                () -> consents.withdraw(
                        asker, Objects.requireNonNull(consent.get(persons.get(person))), "本人の気持ちが変わった"));
        return this;
    }

    /** 包括北 asks for support for everybody of the household. */
    public CaseStory send() {
        return send(new LinkedHashSet<>(persons));
    }

    /** 包括北 asks for support for these persons. */
    public CaseStory send(Set<PersonId> about) {
        request = requests.send(
                        asker,
                        new SupportRequests.NewRequest(
                                householdId(),
                                about,
                                coordinator.agency(),
                                List.of("UNTANGLE"),
                                "見本の依頼：暮らしの困りごとが重なっている",
                                "見本の依頼：訪問を3回した",
                                "見本の依頼：役割分担を一緒に考えてほしい",
                                false,
                                null))
                .orElseThrow();
        return this;
    }

    /** 多機関協働 accepts; the case begins. */
    public CaseStory accept() {
        caseId = requests.accept(coordinator, requestId()).orElseThrow();
        return this;
    }

    public HouseholdId householdId() {
        return Objects.requireNonNull(household);
    }

    /** One person of the household. */
    public PersonId person(int index) {
        return persons.get(index);
    }

    public List<PersonId> persons() {
        return List.copyOf(persons);
    }

    public UUID requestId() {
        return Objects.requireNonNull(request);
    }

    public UUID caseId() {
        return Objects.requireNonNull(caseId);
    }

    /** Somebody of the town as a viewer. */
    public Viewer.Staff as(String login) {
        return viewers.computeIfAbsent(login, who -> People.viewer(connections, who));
    }

    /** Somebody who is known by this name from now on, such as an agency for which nobody signs in. */
    public CaseStory known(String name, Viewer.Staff viewer) {
        viewers.put(name, viewer);
        return this;
    }
}
