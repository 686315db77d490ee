package kasane.collaboration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.UUID;
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
 * A→B→A, walked in a real browser: 包括北 asked 多機関協働, the conference would hand the household on to another agency, that
 * one cannot, and after the next conference 包括北 leads again. Nobody loses it on the way.
 */
@WithKasane
@Tag("walks")
@Promise({"F9", "F14"})
class HandBackWalkTest {

    private static final String FAMILY = "手引谷";

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
        return browsers.desk(port, login, "hand-back");
    }

    @Test
    void what_the_next_agency_cannot_take_comes_before_the_conference_again_and_back_to_the_first() {
        RunningStory story = new RunningStory(context, FAMILY);
        UUID draft = story.draft();
        UUID first = story.plan.meeting();
        story.plan.proposals.propose(story.suishin, draft, first).orElseThrow();
        story.plan.meetings.confirmSecrecy(story.suishin, first);

        Desk kaname = signedIn("suishin");
        kaname.link("ケース");
        kaname.follow(kaname.row(FAMILY, ""));
        kaname.link("会議の議題をひらく");
        kaname.link("会議録を書く");
        kaname.at("#f-summary").fill("多機関協働ではなく、家計から支えるのがよいと話した。");
        kaname.send();
        kaname.link("結果を記録する");
        kaname.field("ほかの機関へつなぐ").check();
        kaname.choose("#f-lead", "自立相談支援センターかさね");
        kaname.picture("01-passed-on");
        kaname.send();
        assertThat(kaname.main()).containsText("答えを待つ");
        assertThat(kaname.at("h1")).containsText("議題");

        Desk tsubasa = signedIn("jiritsu");
        tsubasa.picture("02-next-agency-today");
        tsubasa.follow(tsubasa.row(FAMILY, "つなぎもどしに答える"));
        tsubasa.picture("03-offered");
        tsubasa.link("対応できない");
        tsubasa.send();
        assertThat(tsubasa.at(".error-summary")).containsText("直してください");
        tsubasa.at("#f-words").fill("家計だけでなく、体調の見守りが先に要ります。");
        tsubasa.picture("04-cannot");
        tsubasa.send();
        tsubasa.link("きょう");
        assertThat(tsubasa.row(FAMILY, "つなぎもどしに答える")).hasCount(0);

        kaname.link("きょう");
        kaname.picture("05-coordinator-today");
        kaname.follow(kaname.row(FAMILY, "つぎの主担当をさがす"));
        kaname.picture("06-refused");
        UUID second = story.plan.meeting();
        kaname.link("もう一度会議にかける");
        kaname.at("input[name=meeting][value='" + second + "']").check();
        kaname.picture("07-again-before-the-conference");
        kaname.send();
        kaname.button("確かめて、議題をひらく");
        kaname.link("結果を記録する");
        kaname.field("終結").check();
        kaname.choose("#f-lead", "地域包括支援センター北");
        kaname.field("その場で引き受けた").check();
        kaname.picture("08-back-to-the-first");
        kaname.send();
        assertThat(kaname.main()).containsText("その場で引き受けた");

        Desk midori = signedIn("houkatsu");
        midori.picture("09-first-agency-today");
        midori.link("ケース");
        midori.follow(midori.row(FAMILY, ""));
        assertThat(midori.main()).containsText("終結後");
        assertThat(midori.main()).containsText("対応不可");
        midori.picture("10-first-agency-leads");
    }
}
