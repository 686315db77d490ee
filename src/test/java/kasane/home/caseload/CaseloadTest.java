package kasane.home.caseload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.casework.ContactRecords;
import kasane.casework.Done;
import kasane.casework.Expiries;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.HouseholdId;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 担当一覧 shows each agency the households it keeps or carries, and of each no more than it may know. */
@WithKasane
@Tag("sql")
@Promise("F11")
class CaseloadTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Db db;

    @Autowired
    CaseloadQuery query;

    @Autowired
    CaseloadController controller;

    @Autowired
    Expiries expiries;

    @Autowired
    ContactRecords records;

    @Autowired
    Tasks tasks;

    private CaseStory story;

    @BeforeEach
    void aCase() {
        story = new CaseStory(context)
                .household("架空原", "ミホン", "モケイ")
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
    }

    private static CaseloadQuery.Days days() {
        return new CaseloadQuery.Days(
                TODAY,
                TestClock.START.minus(java.time.Duration.ofDays(30)),
                TODAY.plusDays(60),
                Consents.endOf(TODAY.plusDays(60)));
    }

    private List<CaseloadQuery.Line> lines(Viewer.Staff viewer, Choice choice) {
        return db.transact(viewer, () -> query.list(viewer, choice, days(), CaseloadQuery.Place.TOP, 2000));
    }

    private Optional<CaseloadQuery.Line> line(Viewer.Staff viewer, Choice choice) {
        return lines(viewer, choice).stream()
                .filter(line -> line.household().equals(story.householdId()))
                .findFirst();
    }

    private static Choice all() {
        return Choice.of("", "", "", "");
    }

    private UUID day(Viewer.Staff viewer, Audience audience, String kind, LocalDate on) {
        return expiries.add(
                viewer, new Expiries.NewExpiry(story.householdId(), story.person(0), audience, kind, on, "見本のメモ"));
    }

    private void visit(Viewer.Staff viewer, Audience audience, Instant at) {
        records.write(
                viewer,
                story.householdId(),
                story.person(0),
                audience,
                new ContactRecords.Content(
                        new Done(at, true), "VISIT", "本人", "", "見本：玄関で話した", "", "", ContactRecords.NextStep.NONE));
    }

    @Test
    void who_carries_a_case_and_who_is_in_its_team_have_it_on_their_list_and_nobody_else() {
        assertThat(line(story.coordinator, all())).isPresent();
        assertThat(line(story.asker, all())).isPresent();
        for (String stranger : List.of("gakkou", "kodomo", "shakyo")) {
            assertThat(line(story.as(stranger), all())).as(stranger).isEmpty();
        }
        CaseloadQuery.Line seen = line(story.coordinator, all()).orElseThrow();
        assertThat(seen.label()).isEqualTo("架空原");
        assertThat(seen.next()).isNotNull();
        assertThat(seen.consentUntil()).isNotNull();
        assertThat(seen.openWork()).isGreaterThan(0);
    }

    @Test
    void a_withdrawn_consent_takes_the_name_off_the_list_at_once() {
        story.withdraw(0).withdraw(1);
        assertThat(line(story.coordinator, all()).orElseThrow().label()).isEmpty();
    }

    @Test
    void what_was_written_for_the_own_agency_is_on_no_other_list() {
        day(story.asker, Audience.OWN, "LIFE-EVICTION", TODAY.plusDays(10));
        visit(story.asker, Audience.OWN, TestClock.START.minusSeconds(3600));
        CaseloadQuery.Line other = line(story.coordinator, all()).orElseThrow();
        assertThat(other.expiries()).isEmpty();
        assertThat(other.contact()).isNull();
        CaseloadQuery.Line own = line(story.asker, all()).orElseThrow();
        assertThat(own.expiries()).extracting(CaseloadQuery.Expiry::on).containsExactly(TODAY.plusDays(10));
        assertThat(own.contact()).isEqualTo(TestClock.START.minusSeconds(3600));

        UUID shared = day(story.asker, Audience.TEAM, "WELFARE-CARE", TODAY.plusDays(5));
        visit(story.asker, Audience.TEAM, TestClock.START.minusSeconds(7200));
        other = line(story.coordinator, all()).orElseThrow();
        assertThat(other.expiries()).extracting(CaseloadQuery.Expiry::kind).containsExactly("WELFARE-CARE");
        assertThat(other.contact()).isEqualTo(TestClock.START.minusSeconds(7200));
        assertThatThrownBy(() -> expiries.end(story.coordinator, shared)).isInstanceOf(NotVisible.class);
        expiries.end(story.asker, shared);
        assertThat(line(story.coordinator, all()).orElseThrow().expiries()).isEmpty();
    }

    @Test
    void a_consent_opens_only_the_kind_of_day_that_it_names() {
        story = new CaseStory(context)
                .household("架空原", "ミホン")
                .consent(0, Set.of(Category.PLAN, Category.WELFARE), "suishin")
                .send()
                .accept();
        expiries.add(
                story.asker,
                new Expiries.NewExpiry(
                        story.householdId(), story.person(0), Audience.TEAM, "LIFE-EVICTION", TODAY.plusDays(9), ""));
        expiries.add(
                story.asker,
                new Expiries.NewExpiry(
                        story.householdId(), story.person(0), Audience.TEAM, "WELFARE-CARE", TODAY.plusDays(9), ""));
        assertThat(line(story.coordinator, all()).orElseThrow().expiries())
                .extracting(CaseloadQuery.Expiry::kind)
                .containsExactly("WELFARE-CARE");
    }

    @Test
    void the_list_is_narrowed_to_what_needs_attention() {
        Choice quiet = all().with(Choice.Need.QUIET);
        Choice soon = all().with(Choice.Need.EXPIRING);
        Choice late = all().with(Choice.Need.LATE);
        assertThat(line(story.asker, quiet)).isPresent();
        assertThat(line(story.asker, soon)).isEmpty();
        assertThat(line(story.asker, late)).isEmpty();
        visit(story.asker, Audience.OWN, TestClock.START.minusSeconds(60));
        assertThat(line(story.asker, quiet)).isEmpty();
        day(story.asker, Audience.OWN, "LIFE-EVICTION", TODAY.plusDays(60));
        assertThat(line(story.asker, soon)).isPresent();
        db.run(
                story.asker,
                () -> tasks.open(
                        story.asker,
                        new Tasks.NewTask(
                                "casework.next-step",
                                UUID.randomUUID(),
                                story.asker.agency(),
                                story.householdId(),
                                story.asker.agency(),
                                story.asker.staff(),
                                TODAY.minusDays(1),
                                "/households/" + story.householdId().value())));
        assertThat(line(story.asker, late)).isPresent();
        assertThat(Objects.requireNonNull(line(story.asker, all()).orElseThrow().next())
                        .due())
                .isEqualTo(TODAY.minusDays(1));
        assertThat(line(story.coordinator, late)).as("work of another agency").isEmpty();
    }

    @Test
    void whose_households_are_told_apart() {
        assertThat(line(story.coordinator, all().with(Choice.Whose.CARRIED))).isPresent();
        assertThat(line(story.coordinator, all().with(Choice.Whose.MINE))).isPresent();
        assertThat(line(story.coordinator, all().with(Choice.Whose.OTHERS))).isEmpty();
        assertThat(line(story.asker, all().with(Choice.Whose.CARRIED))).isEmpty();
        assertThat(line(story.asker, all().with(Choice.Whose.OTHERS))).isPresent();
        assertThat(line(story.asker, all().with(Choice.Whose.MINE))).isEmpty();
    }

    @Test
    void a_household_without_a_case_stands_on_its_keepers_own_list() {
        CaseStory alone = new CaseStory(context).household("架空端", "ヒトリ");
        story = alone;
        assertThat(line(alone.asker, all())).isEmpty();
        assertThat(line(alone.asker, all().with(Choice.State.NONE))).isPresent();
        assertThat(line(alone.coordinator, all().with(Choice.State.NONE))).isEmpty();
    }

    @Test
    void page_after_page_tells_every_household_once_in_every_order() {
        for (int i = 0; i < 3; i++) {
            new CaseStory(context)
                    .household("架空列", "ナラビ")
                    .consent(0, "suishin")
                    .send()
                    .accept();
        }
        for (Choice.Order order : Choice.Order.values()) {
            Choice choice = all().with(order);
            List<HouseholdId> whole = lines(story.coordinator, choice).stream()
                    .map(CaseloadQuery.Line::household)
                    .toList();
            List<HouseholdId> walked = new ArrayList<>();
            CaseloadQuery.Place place = CaseloadQuery.Place.TOP;
            while (true) {
                CaseloadQuery.Place from = place;
                List<CaseloadQuery.Line> two =
                        db.transact(story.coordinator, () -> query.list(story.coordinator, choice, days(), from, 2));
                if (two.isEmpty()) {
                    break;
                }
                two.forEach(line -> walked.add(line.household()));
                place = new CaseloadQuery.Place(
                        two.getLast().key(), two.getLast().household().value());
            }
            assertThat(walked).as(order.name()).isEqualTo(whole).doesNotHaveDuplicates();
        }
    }

    @Test
    void the_list_costs_ten_statements_at_most() {
        int statements = db.transact(story.coordinator, () -> {
            controller.list(story.coordinator, "", "", "", "", "");
            return db.statements(story.coordinator);
        });
        assertThat(statements).isLessThanOrEqualTo(10);
    }

    @Test
    void a_day_is_written_in_a_form_that_says_what_is_missing_and_then_stands_on_the_list() {
        Web houkatsu = Web.as(port, "houkatsu");
        String base = "/households/" + story.householdId().value() + "/expiries";
        Web.Answer refused =
                houkatsu.post(base + "/new", base, Map.of("on", List.of("令和0年"), "note", List.of("更新の申請を忘れない")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("なにの期限かを選んでください。", "更新の申請を忘れない", "令和0年");
        Web.Answer written = houkatsu.post(
                base + "/new",
                base,
                Map.of(
                        "kind", List.of("LIFE-EVICTION"),
                        "on", List.of("R8.7.31"),
                        "person", List.of("household"),
                        "audience", List.of("OWN")));
        assertThat(written.status()).isEqualTo(303);
        assertThat(houkatsu.get(base).body()).contains("住まいの明渡し", "R8.7.31　あと46日");
        assertThat(houkatsu.get("/caseload").body()).contains("架空原家", "明渡し R8.7.31");
        assertThat(Web.as(port, "suishin").get("/caseload").body())
                .contains("架空原家")
                .doesNotContain("R8.7.31");
        assertThat(houkatsu.get("/caseload?order=x&after=%27--~x&whose=-1").status())
                .isEqualTo(200);
    }
}
