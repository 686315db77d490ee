package kasane.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** 同じ機関の別の担当へまわす: nothing gets lost between two colleagues. */
@WithKasane
@Tag("pages")
@Promise("F1")
class PassingTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Tasks tasks;

    @Autowired
    Passings passings;

    private Viewer.Staff keeper;
    private Viewer.Staff colleague;
    private Web web;
    private Web other;

    @BeforeEach
    void people() {
        keeper = People.viewer(connections, "houkatsu");
        colleague = People.viewer(connections, "houkatsu2");
        web = Web.as(port, "houkatsu");
        other = Web.as(port, "houkatsu2");
    }

    @Test
    void it_stays_with_whoever_passed_it_until_the_colleague_takes_it_over() {
        String page = receive();
        UUID id = id(page);
        assertThat(pass(page, colleague, "来週の訪問をお願いします").status()).isEqualTo(303);
        assertThat(work(keeper, id)).containsExactly("intake.decide");
        assertThat(work(colleague, id)).containsExactly("intake.pass");
        assertThat(other.get("/").body()).contains("まわされた相談を引き受けるか決める");
        assertThat(other.get(page).body()).contains("来週の訪問をお願いします", "引き受け待ち", "引き受ける");
        assertThat(web.get(page).body()).contains("まわすのをやめる").doesNotContain("まわす相手");
        assertThat(other.get("/consultations?show=mine").body()).doesNotContain(page);
        assertThat(step(other, page, "/acceptance", Map.of()).status()).isEqualTo(303);
        assertThat(work(keeper, id)).isEmpty();
        assertThat(work(colleague, id)).containsExactly("intake.decide");
        assertThat(other.get("/consultations?show=mine").body()).contains(page);
        assertThat(web.get("/consultations?show=mine").body()).doesNotContain(page);
        assertThat(other.get(page).body()).contains("引き受けました");
    }

    @Test
    void giving_it_back_takes_a_reason_and_is_work_of_whoever_kept_it() {
        String page = receive();
        UUID id = id(page);
        pass(page, colleague, "お願いします");
        Web.Answer empty = step(other, page, "/giving-back", Map.of("reason", List.of(" ")));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("もどす理由を書いてください");
        assertThat(work(colleague, id)).containsExactly("intake.pass");
        assertThat(step(other, page, "/giving-back", Map.of("reason", List.of("その日は動けません")))
                        .status())
                .isEqualTo(303);
        assertThat(work(colleague, id)).isEmpty();
        assertThat(work(keeper, id)).containsExactlyInAnyOrder("intake.decide", "intake.passed-back");
        assertThat(web.get(page).body()).contains("その日は動けません", "もどってきました");
        assertThat(step(web, page, "/keeping", Map.of()).status()).isEqualTo(303);
        assertThat(work(keeper, id)).containsExactly("intake.decide");
        assertThat(pass(page, colleague, "もう一度お願いします").status()).isEqualTo(303);
    }

    @Test
    void passing_it_on_again_answers_what_came_back() {
        String page = receive();
        pass(page, colleague, "お願いします");
        step(other, page, "/giving-back", Map.of("reason", List.of("手いっぱいです")));
        assertThat(pass(page, colleague, "では来月に").status()).isEqualTo(303);
        assertThat(work(keeper, id(page))).containsExactly("intake.decide");
        assertThat(work(colleague, id(page))).containsExactly("intake.pass");
        assertThat(step(web, page, "/recall", Map.of()).status()).isEqualTo(303);
        assertThat(work(colleague, id(page))).isEmpty();
    }

    @Test
    void only_the_colleague_takes_it_over_and_only_once() {
        String page = receive();
        pass(page, colleague, "お願いします");
        assertThat(step(web, page, "/acceptance", Map.of()).status()).isEqualTo(422);
        assertThat(step(other, page, "/recall", Map.of()).status()).isEqualTo(422);
        assertThat(pass(page, colleague, "二度目").status()).isEqualTo(422);
        assertThat(step(other, page, "/acceptance", Map.of()).status()).isEqualTo(303);
        Web.Answer again = step(other, page, "/acceptance", Map.of());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("もう終わっています");
    }

    @Test
    void nobody_of_another_agency_is_asked_or_gets_near_it_and_what_was_typed_stays() {
        String page = receive();
        Web.Answer foreign = pass(page, People.viewer(connections, "kodomo"), "<b>お願い</b>");
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).contains("同じ機関の、いま担当ではない人", "&lt;b&gt;お願い&lt;/b&gt;");
        assertThat(pass(page, keeper, "自分へ").status()).isEqualTo(422);
        Web.Answer nothing =
                web.post(web.get(page), page + "/passings", Map.of("to", List.of(""), "words", List.of("")));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("まわす相手を選んで", "してほしいことを入れて");
        pass(page, colleague, "お願いします");
        Web stranger = Web.as(port, "kodomo");
        Web.Answer form = stranger.get("/consultations/new");
        String passing = passing(page);
        assertThat(stranger.post(form, passing + "/acceptance", Map.of()).status())
                .isEqualTo(404);
        assertThat(stranger.post(form, page + "/passings", Map.of("to", List.of("1"), "words", List.of("x")))
                        .status())
                .isEqualTo(404);
    }

    private Web.Answer pass(String page, Viewer.Staff to, String words) {
        return web.post(
                web.get(page),
                page + "/passings",
                Map.of(
                        "to",
                        List.of(to.staff().value().toString()),
                        "words",
                        List.of(words),
                        "_form",
                        List.of(UUID.randomUUID().toString())));
    }

    private Web.Answer step(Web who, String page, String step, Map<String, List<String>> typed) {
        Map<String, List<String>> fields = new HashMap<>(typed);
        fields.put("_form", List.of(UUID.randomUUID().toString()));
        return who.post(who.get(page), passing(page) + step, fields);
    }

    /** The path of the last passing, as the database knows it. */
    private String passing(String page) {
        Viewer.Staff viewer = keeper;
        UUID last = db.transact(
                viewer, () -> passings.of(viewer, id(page)).getLast().id());
        return page + "/passings/" + last;
    }

    private List<String> work(Viewer.Staff viewer, UUID consultation) {
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 1000).stream()
                        .filter(task -> consultation.equals(task.item())
                                && viewer.staff().equals(task.staff()))
                        .map(Tasks.Task::kind)
                        .toList());
    }

    private static UUID id(String page) {
        Matcher id = Pattern.compile("/consultations/([0-9a-f-]{36})").matcher(page);
        assertThat(id.find()).isTrue();
        return UUID.fromString(id.group(1));
    }

    private String receive() {
        Web.Answer sent = web.post(
                "/consultations/new",
                "/consultations",
                Map.ofEntries(
                        Map.entry("aboutWords", List.of("2丁目の方")),
                        Map.entry("caller", List.of("SELF")),
                        Map.entry("secrecy", List.of("NOT_ASKED")),
                        Map.entry("channel", List.of("PHONE")),
                        Map.entry("doneOn", List.of("R8.6.14")),
                        Map.entry("issues", List.of("02")),
                        Map.entry("main", List.of("02")),
                        Map.entry("story", List.of("雨もりがして眠れない")),
                        Map.entry("urgency", List.of("WEEK")),
                        Map.entry("audience", List.of("OWN"))));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return sent.location();
    }
}
