package kasane.home.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 変わったこと tells the newest about each thing, and does not fill with the steps that led to it. */
@WithKasane
@Tag("pages")
@Promise("G10")
class TodayChangesTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    TodayQuery query;

    @Autowired
    TestClock clock;

    @AfterEach
    void the_time_of_all_tests() {
        clock.set(TestClock.START);
    }

    @Test
    void three_steps_of_one_sheet_are_one_line_with_the_last_of_them() {
        Viewer.Staff sender = People.viewer(connections, "kodomo");
        Web kodomo = Web.as(port, "kodomo");
        Web jiritsu = Web.as(port, "jiritsu");
        String first = sent(kodomo, "架空里 ヒトリメ");
        String second = sent(kodomo, "架空里 フタリメ");
        act(jiritsu, first, "/receipt", Map.of());
        act(jiritsu, second, "/receipt", Map.of());
        act(jiritsu, first, "/acceptance", Map.of());
        act(jiritsu, first, "/reply", Map.of("code", List.of("DONE"), "words", List.of("会いました")));

        List<TodayQuery.Change> changes =
                db.transact(sender, () -> query.changes(sender, TestClock.START.minus(Duration.ofDays(1))));
        assertThat(changes.stream()
                        .filter(change -> change.path().equals(first))
                        .map(TodayQuery.Change::summary))
                .containsExactly("つなぎの結果を返しました");
        assertThat(changes.stream()
                        .filter(change -> change.path().equals(second))
                        .map(TodayQuery.Change::summary))
                .containsExactly("つなぎを受け取りました");
        assertThat(changes.getFirst().path()).as("the newest first").isEqualTo(first);
    }

    private void act(Web web, String path, String step, Map<String, List<String>> fields) {
        clock.pass(Duration.ofMinutes(5));
        assertThat(web.post(path, path + step, fields).status()).as(step).isEqualTo(303);
    }

    private String sent(Web web, String name) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of(name));
        fields.put("contactNote", List.of("窓口で会える"));
        fields.put("issues", List.of("03"));
        fields.put(
                "to",
                List.of(People.viewer(connections, "jiritsu").agency().value().toString()));
        fields.put("word", List.of("家計のやりくりが苦しい"));
        fields.put("consent", List.of("GIVEN"));
        Web.Answer answer = web.post("/referrals/new", "/referrals", fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }
}
