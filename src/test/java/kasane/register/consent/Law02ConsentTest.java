package kasane.register.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Names;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.register.Relationships;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.sharing.Grants;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Law 2: consent is read when data is read. Every sentence is asked of the use cases and of plain SQL. */
@WithKasane
@Tag("sql")
@Promise({"G7", "G8"})
class Law02ConsentTest {

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Households households;

    @Autowired
    Contacts contacts;

    @Autowired
    Relationships relationships;

    @Autowired
    Names names;

    @Autowired
    HouseholdConsents consents;

    @Autowired
    Grants grants;

    @Autowired
    TestClock clock;

    private Viewer.Staff giver;
    private Viewer.Staff receiver;
    private Viewer.Staff stranger;
    private HouseholdId household;
    private PersonId tome;
    private PersonId hiroshi;

    @BeforeEach
    void aFamily() {
        clock.set(TestClock.START);
        giver = People.viewer(connections, "houkatsu");
        receiver = People.viewer(connections, "shougai");
        stranger = People.viewer(connections, "jiritsu");
        household = households.open(
                giver,
                new Households.NewHousehold(
                        "架空山",
                        "",
                        List.of(
                                member("架空山", "トメ", "かくうやま", "とめ", "1946-03-05", "SELF"),
                                member("架空山", "ヒロシ", "かくうやま", "ひろし", "1972", "CHILD"))));
        List<Member> members = households.members(giver, household);
        tome = members.get(0).person();
        hiroshi = members.get(1).person();
        contacts.add(giver, household, tome, Contacts.Kind.MOBILE, "090-0000-0001", "");
        contacts.add(giver, household, tome, Contacts.Kind.WORK, "模型川製作所", "");
        contacts.add(giver, household, hiroshi, Contacts.Kind.MOBILE, "090-0000-0002", "");
        relationships.record(
                giver,
                household,
                tome,
                hiroshi,
                "",
                new Relationships.Tie(
                        Relationships.Kind.PARENT_OF, null, PartialDate.UNKNOWN, PartialDate.UNKNOWN, false, true, ""));
    }

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    @Test
    void without_a_consent_another_agency_sees_nothing() {
        assertThatThrownBy(() -> households.find(receiver, household)).isInstanceOf(NotVisible.class);
        assertThat(households.members(receiver, household)).isEmpty();
        assertThat(persons(receiver)).isEmpty();
    }

    @Test
    void a_consent_opens_exactly_its_person_and_its_categories_to_exactly_its_recipients() {
        take(tome, Set.of(Category.CONTACT, Category.LIFE), day(30));
        assertThat(households.members(receiver, household))
                .extracting(Member::person)
                .containsExactly(tome);
        assertThat(persons(receiver)).containsExactly(tome.value());
        assertThat(contacts.of(receiver, household))
                .extracting(Contacts.Contact::value)
                .containsExactly("090-0000-0001");
        assertThat(strings(receiver, "select value from register.person_secret where household_id = ?"))
                .containsExactly("090-0000-0001");
        assertThat(households.members(stranger, household)).isEmpty();
        assertThat(persons(stranger)).isEmpty();
    }

    @Test
    void whoever_is_given_a_contact_also_reads_the_warning_of_the_household_and_nobody_else_does() {
        contacts.recordSafe(
                giver,
                household,
                null,
                new Contacts.Safe(
                        "",
                        "",
                        Contacts.Answer.NO,
                        Contacts.Answer.NOT_ASKED,
                        Contacts.Answer.NOT_ASKED,
                        "",
                        "兄には言わない"));
        String warning = "select do_not from register.safe_contact where household_id = ?";
        take(tome, Set.of(Category.LIFE), day(30));
        assertThat(strings(receiver, warning)).isEmpty();
        take(tome, Set.of(Category.CONTACT), day(30));
        assertThat(strings(receiver, warning)).containsExactly("兄には言わない");
        assertThat(strings(stranger, warning)).isEmpty();
    }

    @Test
    void a_tie_that_tells_of_somebody_without_consent_stays_hidden() {
        take(tome, Set.of(Category.LIFE), day(30));
        assertThat(relationships.of(giver, household)).hasSize(1);
        assertThat(relationships.of(receiver, household)).isEmpty();
        assertThat(strings(receiver, "select id::text from register.relationship where household_id = ?"))
                .isEmpty();
        take(hiroshi, Set.of(Category.LIFE), day(30));
        assertThat(relationships.of(receiver, household)).hasSize(1);
    }

    @Test
    void the_end_of_the_period_ends_sight_by_itself() {
        take(tome, Set.of(Category.CONTACT), day(1));
        clock.pass(Duration.ofHours(38));
        assertThat(persons(receiver)).containsExactly(tome.value());
        clock.pass(Duration.ofHours(1));
        assertThat(persons(receiver)).isEmpty();
        assertThat(households.members(receiver, household)).isEmpty();
        assertThat(names.search(receiver, "架空山", 1000))
                .noneMatch(hit -> hit.householdId().equals(household));
        assertThat(households.members(giver, household)).hasSize(2);
    }

    @Test
    void a_withdrawal_ends_sight_in_the_next_statement_and_leaves_the_own_record() throws SQLException {
        UUID consent = take(tome, Set.of(Category.CONTACT), day(30));
        try (Connection open = connections.open(connections.app())) {
            open.setAutoCommit(false);
            bind(open, receiver);
            assertThat(read(open, PERSONS)).containsExactly(tome.value().toString());
            assertThat(consents.withdraw(giver, household, consent, "本人の申し出").isAllowed())
                    .isTrue();
            // The reader's transaction is older than the withdrawal, its next statement is not.
            assertThat(read(open, PERSONS)).isEmpty();
            open.rollback();
        }
        assertThat(names.search(receiver, "トメ", 1000))
                .noneMatch(hit -> hit.householdId().equals(household));
        assertThat(households.members(giver, household)).hasSize(2);
        assertThat(consents.withdraw(giver, household, consent, "もう一度").isAllowed())
                .isFalse();
    }

    @Test
    @Promise("P3")
    void before_it_is_recorded_the_recipient_s_own_page_is_seen_and_nothing_is_left_of_looking() {
        HouseholdConsents.Taken asked = taken(tome, ConsentRules.Speaker.SELF, EnumSet.of(Category.CONTACT), day(30));
        List<HouseholdConsents.Sight> sights = consents.preview(giver, asked);
        assertThat(sights).hasSize(1);
        HouseholdConsents.Sight sight = sights.getFirst();
        assertThat(sight.agency()).isEqualTo(receiver.agency());
        assertThat(sight.members()).extracting(Member::person).containsExactly(tome);
        assertThat(sight.contacts()).extracting(Contacts.Contact::value).containsExactly("090-0000-0001");
        assertThat(consents.preview(
                        giver, taken(tome, ConsentRules.Speaker.RELATIVE, EnumSet.of(Category.CONTACT), day(30))))
                .isEmpty();
        assertThat(persons(receiver)).isEmpty();
        assertThat(strings(giver, "select id::text from sharing.consent where household_id = ?"))
                .isEmpty();
    }

    @Test
    void the_effect_of_a_withdrawal_names_only_those_who_lose_sight() {
        UUID first = take(tome, Set.of(Category.CONTACT), day(30));
        take(tome, Set.of(Category.CONTACT), day(60));
        var effect =
                db.transact(giver, () -> consents.effect(giver, household, consents.find(giver, household, first)));
        assertThat(effect.losing()).isEmpty();
        assertThat(effect.keeping()).containsExactly(receiver.agency());
    }

    @Test
    void a_relative_without_authority_opens_nothing() {
        Decision<UUID> refused =
                consents.take(giver, taken(tome, ConsentRules.Speaker.RELATIVE, Set.of(Category.CONTACT), day(30)));
        assertThat(refused).isInstanceOf(Decision.Refused.class);
        assertThat(persons(receiver)).isEmpty();
    }

    @Test
    void a_grant_without_a_living_consent_is_refused_by_the_database() {
        UUID consent = take(tome, Set.of(Category.CONTACT), day(30));
        consents.withdraw(giver, household, consent, "本人の申し出");
        assertThatThrownBy(() -> give(consent, tome, Set.of(Category.CONTACT)))
                .hasRootCauseInstanceOf(SQLException.class);
        UUID living = take(tome, Set.of(Category.CONTACT), day(30));
        assertThatThrownBy(() -> give(living, tome, Set.of(Category.MONEY))).hasRootCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> give(living, hiroshi, Set.of(Category.CONTACT)))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> give(null, tome, Set.of(Category.CONTACT))).hasRootCauseInstanceOf(SQLException.class);
        assertThat(strings(receiver, "select id::text from sharing.grant where household_id = ?"))
                .hasSize(2);
    }

    @Test
    void whoever_sees_a_record_by_consent_cannot_change_it() {
        take(tome, Set.of(Category.CONTACT), day(30));
        Member seen = households.member(receiver, household, tome);
        assertThatThrownBy(() -> households.changeMember(
                        receiver, household, tome, seen.version(), member("架空山", "タメ", "", "", "1946", "SELF")))
                .isInstanceOf(NotVisible.class);
        assertThat(strings(
                        receiver, "update register.person set family = '例島' where household_id = ? returning family"))
                .isEmpty();
    }

    private UUID take(PersonId person, Set<Category> categories, LocalDate until) {
        return consents.take(giver, taken(person, ConsentRules.Speaker.SELF, categories, until))
                .orElseThrow();
    }

    private HouseholdConsents.Taken taken(
            PersonId person, ConsentRules.Speaker speaker, Set<Category> categories, LocalDate until) {
        return new HouseholdConsents.Taken(
                household,
                person,
                speaker,
                "",
                "",
                false,
                "",
                "",
                "絵カードで選べることをならべた",
                false,
                Consents.Method.SPOKEN,
                "自宅で説明した",
                "説明カード",
                "いっしょに支えるため",
                List.of(receiver.agency()),
                EnumSet.copyOf(categories),
                "兄には言わない",
                LocalDate.of(2026, 6, 15),
                until);
    }

    private void give(@Nullable UUID consent, PersonId person, Set<Category> categories) {
        db.run(
                giver,
                () -> grants.give(
                        giver,
                        new Grants.Gift(
                                household,
                                person,
                                null,
                                List.of(receiver.agency()),
                                categories,
                                Basis.CONSENT,
                                consent,
                                null,
                                "test")));
    }

    private static LocalDate day(int later) {
        return LocalDate.of(2026, 6, 15).plusDays(later);
    }

    private static Households.NewMember member(
            String family, String given, String familyKana, String givenKana, String birth, String tie) {
        return Households.NewMember.of(
                PersonDetails.of(PersonName.of(family, given, familyKana, givenKana), "U", PartialDate.ofText(birth)),
                tie);
    }

    private static final String PERSONS =
            "select person_id::text from register.person where household_id = ? order by person_id";

    private List<UUID> persons(Viewer.Staff viewer) {
        return strings(viewer, PERSONS).stream().map(UUID::fromString).toList();
    }

    /** What plain SQL answers as the application's role, bound like the gate binds it. */
    private List<String> strings(Viewer.Staff viewer, String sql) {
        try (Connection connection = connections.open(connections.app())) {
            connection.setAutoCommit(false);
            bind(connection, viewer);
            List<String> rows = read(connection, sql);
            connection.rollback();
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, household.value());
            try (ResultSet rs = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (rs.next()) {
                    rows.add(rs.getString(1));
                }
                return rows;
            }
        }
    }

    private void bind(Connection connection, Viewer.Staff viewer) throws SQLException {
        try (PreparedStatement bind = connection.prepareStatement(
                "select set_config('kasane.agency', ?, true), set_config('kasane.staff', ?, true),"
                        + " set_config('kasane.duties', '', true), set_config('kasane.now', ?, true)")) {
            bind.setString(1, String.valueOf(viewer.agency().value()));
            bind.setString(2, String.valueOf(viewer.staff().value()));
            bind.setString(3, clock.instant().toString());
            bind.execute();
        }
    }
}
