package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.conference.Minutes;
import kasane.conference.preparation.Preparations;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.AsRole;
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

/** 準備シート: each member of an item writes its four blocks beforehand, for the members and nobody else. */
@WithKasane
@Tag("pages")
@Promise("F5")
class PreparationTest {

    private static final String WORDS = "二人とも夜に眠れていない";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Preparations preparations;

    @Autowired
    Minutes minutes;

    private RunningStory story;
    private UUID meeting;
    private UUID item;
    private String page;

    @BeforeEach
    void a_plan_is_before_the_conference() {
        story = new RunningStory(context);
        UUID draft = story.draft();
        meeting = story.plan.meeting();
        item = story.plan
                .proposals
                .propose(story.suishin, draft, meeting)
                .orElseThrow()
                .item();
        page = "/conferences/" + meeting + "/items/" + item;
    }

    private Web promised(String login) {
        story.plan.meetings.confirmSecrecy(story.as(login), meeting);
        return Web.as(port, login);
    }

    private Minutes.Item found(String login) {
        return minutes.find(story.as(login), meeting, item);
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }

    @Test
    void what_each_member_wrote_lies_before_all_of_them_and_before_nobody_else() {
        Web houkatsu = Web.as(port, "houkatsu");
        assertThat(houkatsu.get(page + "/preparation").status())
                .as("before the promise of secrecy")
                .isEqualTo(404);
        houkatsu = promised("houkatsu");
        assertThat(houkatsu.get(page).body()).contains("こちらの準備シートを書く").contains("まだ、どの機関も書いていません。");
        assertThat(houkatsu.post(
                                page + "/preparation",
                                page + "/preparation",
                                Map.of("picture", List.of(WORDS), "asks", List.of("家計を一緒に見てほしい")))
                        .status())
                .isEqualTo(303);
        assertThat(promised("jiritsu").get(page).body()).contains(WORDS, "家計を一緒に見てほしい", "地域包括支援センター北");
        assertThat(promised("suishin").get(page).body()).contains(WORDS);
        for (String login : List.of("shougai", "kodomo", "zei")) {
            Web other = Web.as(port, login);
            assertThat(other.get(page).body()).as(login).doesNotContain(WORDS);
            assertThat(other.get(page + "/preparation").status()).as(login).isEqualTo(404);
            assertThat(other.post(page, page + "/preparation", Map.of("picture", List.of("x")))
                            .status())
                    .as(login)
                    .isEqualTo(404);
        }
    }

    @Test
    void nobody_reads_it_past_the_consent_not_even_in_the_database() {
        promised("houkatsu");
        preparations
                .write(story.as("houkatsu"), found("houkatsu"), 0, new Preparations.Blocks(WORDS, "", "", ""))
                .orElseThrow();
        assertThat(preparations.of(story.as("jiritsu"), item)).hasSize(1);
        story.plan.story.withdraw(0);
        assertThat(preparations.of(story.as("jiritsu"), item)).isEmpty();
        try (AsRole stranger = AsRole.staff(connections, story.as("shougai"), TestClock.START)) {
            assertThat(stranger.number(
                            "select count(*) from conference.preparation where conference_item_id = ?", item))
                    .isZero();
        }
        assertThat(refusal(preparations.may(story.suishin, found("suishin"))))
                .isEqualTo("conference.refused.consent-ended");
    }

    @Test
    void it_is_written_until_the_item_is_concluded() {
        Web suishin = promised("suishin");
        preparations
                .write(story.suishin, found("suishin"), 0, new Preparations.Blocks(WORDS, "", "", ""))
                .orElseThrow();
        story.conclude(meeting, item, "AGAIN", null, false).orElseThrow();
        assertThat(suishin.get(page).body()).contains(WORDS).doesNotContain("こちらの準備シートを書く");
        assertThat(refusal(preparations.write(
                        story.suishin, found("suishin"), 1, new Preparations.Blocks("あと", "", "", ""))))
                .isEqualTo("conference.refused.concluded");
    }

    @Test
    @Promise("G11")
    void what_two_colleagues_write_at_once_is_laid_side_by_side() {
        Web suishin = promised("suishin");
        Web.Answer first = suishin.get(page + "/preparation");
        Web.Answer second = suishin.get(page + "/preparation");
        assertThat(suishin.post(first, page + "/preparation", Map.of("picture", List.of("はじめの人の文")))
                        .status())
                .isEqualTo(303);
        Web.Answer late = suishin.post(second, page + "/preparation", Map.of("picture", List.of("あとの人の文")));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("はじめの人の文", "あとの人の文");
        Web.Answer empty = promised("houkatsu").post(page + "/preparation", page + "/preparation", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("どこか1つに書いてください。");
    }

    @Test
    void whether_somebody_comes_themselves_is_told_to_whoever_may_see_that_person() {
        String own = page + "/own-attendance";
        assertThat(Web.as(port, "suishin").get(own).status())
                .as("before the promise of secrecy")
                .isEqualTo(404);
        Web suishin = promised("suishin");
        String first = story.plan.persons.get(0).value().toString();
        assertThat(suishin.get(page).body()).contains("まだ聞いていません");
        assertThat(suishin.post(own, own, Map.of("wishes-" + first, List.of("車いす")))
                        .body())
                .contains("出席するかどうかを選んでください。", "車いす");
        assertThat(suishin.post(own, own, Map.of()).body()).contains("だれか1人について選んでください。");
        assertThat(suishin.post(
                                own,
                                own,
                                Map.of("attends-" + first, List.of("PART"), "wishes-" + first, List.of("はじめの15分だけ")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(own).body()).contains("はじめの15分だけ");
        assertThat(promised("houkatsu").get(page).body()).contains("一部だけ出席する", "はじめの15分だけ");
        assertThat(promised("houkatsu").get(own).status())
                .as("only the convenor records it")
                .isEqualTo(404);
    }
}
