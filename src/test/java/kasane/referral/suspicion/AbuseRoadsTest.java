package kasane.referral.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.referral.Roads;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.sharing.Barred;
import kasane.sharing.Basis;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The four roads: each leads to its own window under its own clocks, and whoever is suspected gets nothing on any of them. */
@WithKasane
@Tag("sql")
@Promise({"F10", "G7"})
class AbuseRoadsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final Map<String, String> WINDOWS = Map.of(
            "CHILD_ABUSE", "CHILD_FAMILY_CENTER",
            "ELDER_ABUSE", "COMMUNITY_SUPPORT_CENTER",
            "DISABLED_ABUSE", "DISABILITY_CONSULTATION",
            "DV", "CITY_OFFICE");

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Suspicions suspicions;

    @Autowired
    Roads roads;

    @Autowired
    Agencies agencies;

    @Autowired
    Clocks clocks;

    @Autowired
    Tasks tasks;

    @Autowired
    Barred barred;

    @Autowired
    Households households;

    @Autowired
    Grants grants;

    private Viewer.Staff teller;

    @BeforeEach
    void people() {
        teller = People.viewer(connections, "gakkou");
    }

    private static SuspicionStore.Told told(String kind, @Nullable AgencyId accused) {
        return new SuspicionStore.Told(
                kind,
                "架空道 ミチル",
                "",
                "",
                "",
                SuspicionStore.Immediate.NO,
                "",
                "見本：あざがある",
                "",
                accused == null ? SuspicionStore.Accused.FAMILY : SuspicionStore.Accused.FACILITY,
                "",
                accused);
    }

    private List<Agencies.Agency> windows(String kind, @Nullable AgencyId accused) {
        return db.transact(
                teller, () -> ReportRule.windows(roads.of(teller).get(kind), agencies.list(teller), accused));
    }

    @Test
    void each_road_leads_to_the_kind_of_window_that_its_law_names_and_has_clocks_of_its_own() {
        Set<String> seen = new java.util.HashSet<>();
        db.run(
                teller,
                () -> WINDOWS.forEach((kind, window) -> {
                    Roads.Road road = Objects.requireNonNull(roads.of(teller).get(kind));
                    assertThat(road.reportKind()).as(kind).isEqualTo(window);
                    assertThat(road.law()).as(kind).isNotEmpty();
                    assertThat(seen.add(road.receiveClock())).as(kind).isTrue();
                    assertThat(seen.add(road.checkClock())).as(kind).isTrue();
                    assertThat(clocks.due(road.receiveClock(), TODAY)).as(kind).isEqualTo(TODAY);
                    assertThat(clocks.due(road.checkClock(), TODAY))
                            .as(kind)
                            .isBetween(TODAY.plusDays(1), TODAY.plusDays(2));
                }));
    }

    @Test
    void a_report_on_each_road_waits_for_its_window_and_for_nobody_else() {
        for (String kind : WINDOWS.keySet()) {
            AgencyId window = windows(kind, null).getFirst().id();
            UUID id = db.transact(teller, () -> suspicions.send(teller, told(kind, null), window))
                    .orElseThrow();
            try (AsRole root = AsRole.superuser(connections)) {
                assertThat(root.rows(
                                "select assignee_agency, created_by_staff, due from tasks.task where item_id = ?", id))
                        .as(kind)
                        .containsExactly(List.of(window.value().toString(), "0", TODAY.toString()));
            }
            for (String other : List.of("zei", "suishin", "system")) {
                Viewer.Staff viewer = People.viewer(connections, other);
                if (!viewer.agency().equals(window)) {
                    assertThatThrownBy(() -> suspicions.read(viewer, id))
                            .as(kind + other)
                            .isInstanceOf(NotVisible.class);
                }
            }
        }
    }

    @Test
    void domestic_violence_is_not_made_sure_of_by_the_clock_of_another_road() {
        Viewer.Staff window = People.viewer(connections, "suishin");
        UUID id = db.transact(teller, () -> suspicions.send(teller, told("DV", null), window.agency()))
                .orElseThrow();
        db.run(window, () -> suspicions.receive(window, id).orElseThrow());
        assertThat(suspicions.read(window, id).due()).isEqualTo(TODAY.plusDays(1));
    }

    /** 包括北 reports to こども家庭センター what the workers of an agency are suspected of. */
    private HouseholdId received(AgencyId accused) {
        Viewer.Staff window = People.viewer(connections, "kodomo");
        UUID id = db.transact(teller, () -> suspicions.send(teller, told("CHILD_ABUSE", accused), window.agency()))
                .orElseThrow();
        db.run(window, () -> suspicions.receive(window, id).orElseThrow());
        return new HouseholdId(suspicions
                .read(window, id)
                .step(SuspicionStore.Kind.OPEN)
                .map(SuspicionStore.Taken::openedHousehold)
                .orElseThrow());
    }

    @Test
    void an_agency_whose_workers_are_suspected_is_no_window_and_gets_no_sight_on_any_basis_afterwards() {
        Viewer.Staff window = People.viewer(connections, "kodomo");
        Viewer.Staff accused = People.viewer(connections, "shougai");
        assertThat(windows("DISABLED_ABUSE", accused.agency()))
                .noneMatch(agency -> agency.id().equals(accused.agency()));
        HouseholdId household = received(accused.agency());
        Member person = households.members(window, household).getFirst();
        for (Basis basis : EnumSet.of(
                Basis.SUPPORT_CONFERENCE, Basis.STATUTORY_REPORT, Basis.PROTECTION_OF_LIFE, Basis.JOINT_USE)) {
            assertThatThrownBy(() -> db.run(
                            window,
                            () -> grants.give(
                                    window,
                                    new Grants.Gift(
                                            household,
                                            person.person(),
                                            null,
                                            List.of(
                                                    People.viewer(connections, "jiritsu")
                                                            .agency(),
                                                    accused.agency()),
                                            Set.of(Category.IDENTITY),
                                            basis,
                                            null,
                                            null,
                                            "test"))))
                    .as(basis.name())
                    .hasMessageContaining("not possible");
        }
        assertThatThrownBy(() -> households.find(accused, household)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> households.find(People.viewer(connections, "jiritsu"), household))
                .as("and nobody gets it together with them")
                .isInstanceOf(NotVisible.class);
    }

    @Test
    void that_it_is_barred_is_known_to_the_window_alone() {
        Viewer.Staff accused = People.viewer(connections, "shougai");
        HouseholdId household = received(accused.agency());
        assertThat(db.transact(
                        People.viewer(connections, "kodomo"),
                        () -> barred.of(People.viewer(connections, "kodomo"), household)))
                .containsExactly(accused.agency());
        for (String other : List.of("shougai", "gakkou", "suishin", "kacho", "houkatsu")) {
            Viewer.Staff viewer = People.viewer(connections, other);
            assertThat(db.transact(viewer, () -> barred.of(viewer, household)))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void a_consent_that_names_the_suspected_agency_is_refused_in_words() {
        Viewer.Staff accused = People.viewer(connections, "shougai");
        HouseholdId household = received(accused.agency());
        Web kodomo = Web.as(port, "kodomo");
        Member person = households
                .members(People.viewer(connections, "kodomo"), household)
                .getFirst();
        String at = "/households/" + household.value() + "/consents";
        String who = "?person=" + person.person().value();
        Web.Answer consent = kodomo.post(
                at + "/new" + who,
                at + who,
                Map.of(
                        "recipients", List.of(accused.agency().value().toString()),
                        "categories", List.of("CONTACT"),
                        "speaker", List.of("SELF"),
                        "method", List.of("SPOKEN"),
                        "givenOn", List.of("R8.6.15"),
                        "until", List.of("R9.6.14"),
                        "purpose", List.of("見本の目的"),
                        "explainedHow", List.of("窓口で"),
                        "step", List.of("save")));
        assertThat(consent.status()).isEqualTo(422);
        assertThat(consent.body()).contains("虐待の疑いの相手方となっている機関は、宛先にできません");
    }

    @Test
    void a_sheet_to_the_suspected_agency_is_refused_in_words() {
        Viewer.Staff accused = People.viewer(connections, "shougai");
        HouseholdId household = received(accused.agency());
        Member person = households
                .members(People.viewer(connections, "kodomo"), household)
                .getFirst();
        String page = "/referrals/new?household=" + household.value();
        Web.Answer answer = Web.as(port, "kodomo")
                .post(
                        page,
                        "/referrals",
                        Map.of(
                                "household", List.of(household.value().toString()),
                                "about", List.of(person.person().value().toString()),
                                "issues", List.of("03"),
                                "to", List.of(accused.agency().value().toString()),
                                "contactNote", List.of("窓口で会える"),
                                "word", List.of("見本の一言"),
                                "consent", List.of("GIVEN")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("虐待の疑いの相手方となっている機関には送れません");
    }
}
