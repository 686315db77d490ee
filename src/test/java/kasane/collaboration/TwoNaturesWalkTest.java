package kasane.collaboration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.UUID;
import kasane.gate.Viewer;
import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Two natures in one afternoon, walked in a real browser: first the closed room of a 支援会議 about people who agreed to
 * nothing, then, with some of the same people, a 重層的支援会議 by consent. Nothing passes from one to the other.
 */
@WithKasane
@Tag("walks")
@Promise({"F5", "F6", "F14"})
class TwoNaturesWalkTest {

    private static final String FAMILY = "模型谷";
    private static final String CLOSED = "例示谷の世帯";
    private static final String SEEN_INSIDE = "夜中に灯りがついたまま、呼んでも返事がない";

    private static Browsers browsers;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    private Desk signedIn(String login) {
        return browsers.desk(port, login, "two-natures");
    }

    @Test
    void first_a_closed_room_and_then_a_conference_by_consent() {
        RunningStory story = new RunningStory(context, FAMILY);
        UUID draft = story.draft();
        UUID meeting = story.plan.meeting();
        story.plan.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        Viewer.Staff child = story.as("kodomo");
        story.plan.db.run(
                story.suishin,
                () -> story.plan.meetings.invite(
                        story.suishin, story.plan.meetings.find(story.suishin, meeting), List.of(child.agency())));
        for (String login : List.of("kodomo", "houkatsu", "jiritsu")) {
            story.plan.meetings.answer(story.as(login), meeting, true, "").orElseThrow();
        }

        Desk midori = signedIn("houkatsu");
        Desk kacho = signedIn("kacho");
        theClosedRoomIsOpened(midori, kacho);
        whatIsSaidThereStaysThere(midori, kacho);

        Desk kaname = signedIn("suishin");
        kaname.link("ケース");
        kaname.follow(kaname.row(FAMILY, ""));
        kaname.link("会議の議題をひらく");
        kaname.button("確かめて、議題をひらく");
        kaname.link("会議モード");
        assertThat(kaname.main()).containsText("この場では表示できません");
        assertThat(kaname.main()).not().containsText("ふたりの家計簿");
        kaname.picture("05-nothing-on-the-wall");
        kaname.at(".stage-room li")
                .filter(new Locator.FilterOptions().setHasText("こども家庭センター"))
                .getByText("退席")
                .first()
                .click();
        assertThat(kaname.main()).containsText("ふたりの家計簿");
        assertThat(kaname.at("body")).not().containsText(CLOSED);
        kaname.picture("06-after-somebody-left");
        kaname.at("#f-what").fill("家計の相談にいっしょに行く");
        kaname.choose("#f-goal", "家計を整える");
        kaname.choose("#f-agency", "自立相談支援センターかさね");
        kaname.at("#f-due").fill("R8.7.10");
        kaname.button("決定に加える");
        assertThat(kaname.at(".stage-decisions")).containsText("家計の相談にいっしょに行く");
        kaname.picture("07-decided-on-the-wall");
        kaname.link("会議モードを終える");
        kaname.link("結果を記録する");
        kaname.field("修正のうえ適切").check();
        kaname.send();
        kaname.link("議題の資料");
        assertThat(kaname.main()).containsText("家計の相談にいっしょに行く");
        kaname.picture("08-line-of-the-plan");

        Desk who = signedIn("kodomo");
        who.link("会議");
        assertThat(who.at("body")).not().containsText("ふたりの家計簿");
        who.at("#q").fill(FAMILY);
        who.at("#q").press("Enter");
        assertThat(who.main()).containsText("見つかりませんでした");
        who.picture("09-who-left-knows-of-none");
    }

    private static void theClosedRoomIsOpened(Desk midori, Desk kacho) {
        midori.link("会議");
        midori.link("支援会議");
        midori.link("開催を依頼する");
        midori.at("#f-called").fill(CLOSED);
        midori.at("#f-worry").fill("何度たずねても、だれも出てこない。");
        midori.radio("まだ会えていない").check();
        midori.radio("急ぐ").check();
        midori.send();
        kacho.link("きょう");
        kacho.follow(kacho.row(CLOSED, "要否を判断する"));
        kacho.link("要否を判断する");
        kacho.radio("支援会議をひらく").check();
        kacho.send();
        kacho.link("日と構成員を決める");
        kacho.at("#f-on").fill("R8.6.15");
        kacho.at("#f-from").fill("12:45");
        kacho.at("#f-place").fill("見本の会議室");
        kacho.at("#f-purpose").fill("安否の確かめ方");
        kacho.field("地域包括支援センター北").check();
        kacho.field("こども家庭センター").check();
        kacho.at("input[name=secrecy]").check();
        kacho.send();
        assertThat(kacho.main()).containsText("この回に入った人だけが見ています");
        kacho.picture("01-closed-room");
    }

    private static void whatIsSaidThereStaysThere(Desk midori, Desk kacho) {
        midori.link("会議");
        midori.picture("02-two-meetings-of-the-day");
        midori.follow(midori.row("支援会議", "12:45"));
        midori.link("支援会議の議題");
        midori.button("確かめて、入る");
        midori.link("資料を出す");
        midori.at("#f-title").fill("夜のようす");
        midori.at("#f-words").fill(SEEN_INSIDE);
        midori.send();
        midori.picture("03-said-inside");
        midori.link("ケース");
        midori.follow(midori.row(FAMILY, ""));
        assertThat(midori.at("body")).not().containsText(CLOSED);
        kacho.link("会議録を書く");
        kacho.at("#f-summary").fill("民生委員の声かけと、夜の見まわりを続ける。");
        kacho.send();
        kacho.picture("04-minutes-inside");
    }
}
