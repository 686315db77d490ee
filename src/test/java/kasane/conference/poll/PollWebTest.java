package kasane.conference.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.tasks.Tasks;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 日程調整 over the pages: asked, answered by each agency for itself, settled as a meeting or given up. */
@WithKasane
@Tag("pages")
@Promise("F5")
class PollWebTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    private Web suishin;
    private Web shougai;
    private Web jiritsu;

    @BeforeEach
    void people() {
        suishin = Web.as(port, "suishin");
        shougai = Web.as(port, "shougai");
        jiritsu = Web.as(port, "jiritsu");
    }

    private String agency(String login) {
        return People.viewer(connections, login).agency().value().toString();
    }

    private Map<String, List<String>> fields(String days) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("body", List.of("MULTI"));
        fields.put("days", List.of(days));
        fields.put("place", List.of("見本の会議室"));
        fields.put("answerBy", List.of("R8.6.22"));
        fields.put("agencies", List.of(agency("shougai"), agency("jiritsu")));
        return fields;
    }

    private String asked() {
        Web.Answer asked =
                suishin.post("/conference-polls/new", "/conference-polls", fields("R8.7.3 13:30〜15:00\nR8.7.6 10:00"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(303);
        return asked.location();
    }

    private List<String> waiting(String login, String poll) {
        Viewer.Staff viewer = People.viewer(connections, login);
        UUID id = UUID.fromString(poll.substring("/conference-polls/".length()));
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .filter(task -> id.equals(task.item()))
                        .map(Tasks.Task::kind)
                        .toList());
    }

    @Test
    void the_day_that_suits_everybody_becomes_the_meeting_they_are_asked_to() {
        String poll = asked();
        assertThat(waiting("shougai", poll)).containsExactly("conference.poll");
        assertThat(shougai.get("/").body()).contains("会議の日程の都合を答える");
        assertThat(shougai.get(poll).body()).contains("令和8年7月3日（金）", "13:30〜15:00", "令和8年7月6日（月）");
        Map<String, List<String>> answer =
                Map.of("day-0", List.of("YES"), "day-1", List.of("NO"), "note", List.of("午後おそめが助かります"));
        assertThat(shougai.post(poll, poll + "/answers", answer).status()).isEqualTo(303);
        assertThat(waiting("shougai", poll)).isEmpty();
        assertThat(waiting("jiritsu", poll)).as("each answers for itself").containsExactly("conference.poll");
        assertThat(jiritsu.get(poll).body())
                .as("nobody sees what another answered")
                .doesNotContain("午後おそめが助かります")
                .doesNotContain("障害者相談支援センターかさね");
        assertThat(suishin.get(poll).body()).contains("午後おそめが助かります", "まだ答えていません", "○1　△0　×0");
        assertThat(suishin.get("/conferences").body()).contains(poll);
        Web.Answer settled =
                suishin.post(poll, poll + "/settling", Map.of("day", List.of("0"), "place", List.of("市役所 見本会議室")));
        assertThat(settled.location()).as(settled.body()).startsWith("/conferences/");
        assertThat(waiting("jiritsu", poll)).isEmpty();
        assertThat(waiting("suishin", poll)).isEmpty();
        assertThat(jiritsu.get(settled.location()).body()).contains("令和8年7月3日（金）", "市役所 見本会議室");
        assertThat(jiritsu.get(poll).body()).contains("日が決まりました", settled.location());
        assertThat(jiritsu.post(poll, poll + "/answers", answer).body()).contains("この日程調整は、もう終わっています。");
    }

    @Test
    void whoever_was_not_asked_knows_nothing_of_it_and_whoever_was_chooses_no_day() {
        String poll = asked();
        for (String login : List.of("kodomo", "houkatsu", "system")) {
            assertThat(Web.as(port, login).get(poll).status()).as(login).isEqualTo(404);
        }
        assertThat(shougai.post(poll, poll + "/settling", Map.of("day", List.of("0")))
                        .status())
                .isEqualTo(404);
        assertThat(shougai.post(poll, poll + "/ending", Map.of()).status()).isEqualTo(404);
        assertThat(suishin.post(poll, poll + "/answers", Map.of()).status()).isEqualTo(404);
        assertThat(suishin.post(poll, poll + "/ending", Map.of()).status()).isEqualTo(303);
        assertThat(waiting("shougai", poll)).isEmpty();
        assertThat(suishin.get("/conferences").body()).doesNotContain(poll);
    }

    @Test
    @Promise("C9")
    void bad_input_is_told_at_its_field_and_kept() {
        Map<String, List<String>> wrong = fields("R8.7.3 13:30\nらいしゅう");
        wrong.put("agencies", List.of());
        Web.Answer answer = suishin.post("/conference-polls/new", "/conference-polls", wrong);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("「らいしゅう」を読めません", "#f-days", "#f-agencies", "R8.7.3 13:30");
        Map<String, List<String>> late = fields("R8.7.3 13:30\nR8.7.6 10:00");
        late.put("answerBy", List.of("R8.7.4"));
        assertThat(suishin.post("/conference-polls/new", "/conference-polls", late)
                        .body())
                .contains("答える期限は、候補のどの日よりも前にしてください。");
        String poll = asked();
        Web.Answer half =
                shougai.post(poll, poll + "/answers", Map.of("day-0", List.of("YES"), "note", List.of("残したいひとこと")));
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.body()).contains("#f-day-1", "残したいひとこと");
        assertThat(suishin.post(poll, poll + "/settling", Map.of("place", List.of("")))
                        .body())
                .contains("#f-day", "#f-place");
    }
}
