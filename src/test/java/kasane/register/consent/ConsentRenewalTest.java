package kasane.register.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A consent that is about to end is somebody's work: to ask again, or to let it end. */
@WithKasane
@Tag("pages")
@Promise({"C1", "C5"})
class ConsentRenewalTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    @Autowired
    TestClock clock;

    private CaseStory story;
    private String page;
    private Web keeper;

    @BeforeEach
    void aHousehold() {
        clock.set(TestClock.START);
        story = new CaseStory(context).household("見本淵", "ミズホ");
        page = "/households/" + story.householdId().value() + "/consents";
        keeper = Web.as(port, "houkatsu");
    }

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    private String take(String until, String query) {
        String form = page + "/new?person=" + story.person(0).value() + query;
        Map<String, List<String>> fields = Map.ofEntries(
                Map.entry(
                        "recipients", List.of(story.coordinator.agency().value().toString())),
                Map.entry("categories", List.of("PLAN")),
                Map.entry("purpose", List.of("見本の目的")),
                Map.entry("givenOn", List.of("R8.6.15")),
                Map.entry("until", List.of(until)),
                Map.entry("speaker", List.of("SELF")),
                Map.entry("method", List.of("SPOKEN")),
                Map.entry("explainedHow", List.of("見本の説明")),
                Map.entry("step", List.of("save")));
        Web.Answer answer =
                keeper.post(form, page + "?person=" + story.person(0).value(), fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return keeper.get(page).body();
    }

    private boolean waits() {
        Viewer.Staff viewer = story.asker;
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .anyMatch(task -> story.householdId().equals(task.household())
                                && task.kind().equals(HouseholdConsents.RENEW)));
    }

    @Test
    void the_work_of_asking_again_appears_thirty_days_before_the_end_and_not_before() {
        assertThat(take("R8.9.30", "")).doesNotContain("もう一度いただく");
        assertThat(waits()).isFalse();
        clock.set(TestClock.START.plus(Duration.ofDays(76)));
        assertThat(waits()).isFalse();
        clock.set(TestClock.START.plus(Duration.ofDays(77)));
        keeper = Web.as(port, "houkatsu");
        assertThat(waits()).isTrue();
        assertThat(keeper.get("/").body()).contains("同意の期限が近い").contains("見本淵 ミズホ");
        assertThat(keeper.get(page).body()).contains("もう一度いただく").contains("更新しない");
    }

    @Test
    void the_form_proposes_the_same_once_more_and_taking_it_ends_the_work() {
        take("R8.7.1", "");
        String list = keeper.get(page).body();
        assertThat(waits()).isTrue();
        UUID consent = UUID.fromString(list.replaceAll("(?s).*again=([0-9a-f-]{36}).*", "$1"));
        String again = keeper.get(page + "/new?person=" + story.person(0).value() + "&again=" + consent)
                .body();
        assertThat(again).contains("見本の目的");
        take("R9.3.31", "&again=" + consent);
        assertThat(waits()).isFalse();
    }

    @Test
    void who_decides_to_let_it_end_is_reminded_no_more_and_may_do_so_once() {
        String list = take("R8.7.1", "");
        String lapse = list.replaceAll("(?s).*action=\"([^\"]*/lapse)\".*", "$1");
        assertThat(Web.as(port, "shougai").post("/", lapse, Map.of()).status()).isEqualTo(404);
        assertThat(keeper.post(page, lapse, Map.of()).status()).isEqualTo(303);
        assertThat(waits()).isFalse();
        Web.Answer twice = keeper.post(page, lapse, Map.of());
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.body()).contains("もう済んでいる");
    }

    @Test
    void the_form_of_a_support_request_proposes_who_coordinates_and_who_decides() {
        String request = keeper.get("/households/" + story.householdId().value() + "/support-requests/new")
                .body();
        String link = request.replaceAll("(?s).*href=\"([^\"]*/consents/new[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(link)
                .contains("category=PLAN", "to=" + story.coordinator.agency().value());
        assertThat(keeper.get(link).body())
                .containsPattern("value=\"PLAN\"[^>]* checked")
                .containsPattern("value=\"" + story.coordinator.agency().value() + "\"[^>]* checked");
    }
}
