package kasane.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Finding people by name, and only those in sight. */
@WithKasane
@Tag("sql")
@Promise("G8")
class NamesTest {

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Households households;

    @Autowired
    Strips strips;

    @Autowired
    Names names;

    @Autowired
    Grants grants;

    private Viewer.Staff mine;
    private Viewer.Staff other;
    private HouseholdId household;
    private PersonId person;

    @BeforeEach
    void aPerson() {
        mine = People.viewer(connections, "houkatsu");
        other = People.viewer(connections, "jiritsu");
        household = households.open(
                mine,
                new Households.NewHousehold(
                        "髙見本",
                        "",
                        List.of(Households.NewMember.of(
                                PersonDetails.of(
                                        new PersonName("髙見本", "ジョージ", "たかみほん", "じょーじ", "", "丈二", "George"),
                                        "M",
                                        PartialDate.ofText("1950")),
                                "SELF"))));
        person = households.members(mine, household).getFirst().person();
    }

    @Test
    void one_character_variants_kana_alias_and_latin_all_find_the_person() {
        for (String typed : List.of("高", "髙見", "たかみほん", "タカミ", "じよ", "丈", "george", "ジョージ")) {
            assertThat(found(mine, typed)).as(typed).contains(person);
        }
        Names.Hit hit = names.search(mine, "髙見本", 1000).stream()
                .filter(h -> h.person().equals(person))
                .findFirst()
                .orElseThrow();
        assertThat(hit.household()).isEqualTo("髙見本家");
        assertThat(hit.tie()).isEqualTo("本人");
        assertThat(hit.age().orElseThrow().label()).isEqualTo("75〜76歳");
    }

    @Test
    void nothing_typed_and_wildcards_find_nobody() {
        assertThat(names.search(mine, "", 1000)).isEmpty();
        assertThat(names.search(mine, "ー", 1000)).isEmpty();
        assertThat(names.search(mine, "%", 1000)).isEmpty();
        assertThat(names.search(mine, "_", 1000)).isEmpty();
    }

    @Test
    void another_agency_finds_the_name_while_a_grant_lives_and_not_a_moment_longer() {
        assertThat(found(other, "髙見本")).doesNotContain(person);
        assertThat(entries(other)).isZero();
        db.run(
                mine,
                () -> grants.give(
                        mine,
                        new Grants.Gift(
                                household,
                                person,
                                null,
                                List.of(other.agency()),
                                Set.of(Category.IDENTITY),
                                Basis.PROTECTION_OF_LIFE,
                                null,
                                null,
                                "test")));
        assertThat(found(other, "髙見本")).contains(person);
        UUID grant =
                db.transact(mine, () -> grants.of(mine, household)).getFirst().id();
        db.run(mine, () -> grants.end(mine, grant, "test"));
        assertThat(found(other, "髙見本")).doesNotContain(person);
        assertThat(entries(other)).isZero();
    }

    @Test
    void a_changed_name_is_found_by_its_new_form_and_no_more_by_the_old() {
        Member member = households.member(mine, household, person);
        households.changeMember(
                mine,
                household,
                person,
                member.version(),
                Households.NewMember.of(
                        PersonDetails.of(PersonName.of("例島", "ジョージ", "", ""), "M", PartialDate.UNKNOWN), "SELF"));
        assertThat(found(mine, "例島")).contains(person);
        assertThat(found(mine, "髙見本")).doesNotContain(person);
    }

    @Test
    void a_concealed_person_leaves_the_names_of_everybody_who_may_not_see_them() throws SQLException {
        try (Connection connection = connections.open(connections.requireSuperuser());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update register.person set concealed = true where person_id = '" + person.value() + "'");
        }
        assertThat(found(mine, "髙見本")).doesNotContain(person);
        assertThat(entries(mine)).isZero();
    }

    @Test
    void a_strip_costs_four_statements_and_its_binding() {
        assertThat(db.transact(mine, () -> {
                    strips.of(mine, household, "members");
                    return db.statements(mine);
                }))
                .isEqualTo(5);
    }

    private List<PersonId> found(Viewer.Staff viewer, String typed) {
        return names.search(viewer, typed, 1000).stream().map(Names.Hit::person).toList();
    }

    private int entries(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, "select count(*)::int as n from register.name_in_sight where person_id = :person")
                        .param("person", person)
                        .one(row -> row.integer("n")));
    }
}
