package kasane.collaboration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Set;
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
 * The moments in which 多機関協働 and the agencies meet that no other walk passes: information is gathered while a plan
 * already runs, and a conference gives the household back to whoever brought it.
 */
@WithKasane
@Tag("walks")
@Promise("F14")
class FiveMomentsWalkTest {

    private static final String GATHERED = "聞取沢";
    private static final String RETURNED = "戻川";

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
        return browsers.desk(port, login, "five-moments");
    }

    @Test
    void while_a_plan_runs_an_agency_gathers_what_the_next_assessment_needs() {
        RunningStory story = new RunningStory(context, GATHERED);
        context.getBean(Assessments.class)
                .write(
                        story.suishin,
                        story.caseId,
                        0,
                        new Assessments.NewAssessment(
                                Set.copyOf(story.plan.persons),
                                List.of("09"),
                                "09",
                                "",
                                "",
                                "",
                                "",
                                "見本のはじめのまとめ",
                                "",
                                List.of()))
                .orElseThrow();
        UUID draft = story.draft();
        story.plan.confer(draft, "FIT");
        story.plan
                .decisions
                .decide(story.plan.kacho, draft, story.today, "見本第14号")
                .orElseThrow();

        Desk kaname = signedIn("suishin");
        kaname.link("ケース");
        kaname.follow(kaname.row(GATHERED, ""));
        kaname.menu("ほかの操作", "情報を集めてもらう");
        kaname.field("自立相談支援センターかさね").check();
        kaname.field("収入・家計").check();
        kaname.field("暮らしのようす").check();
        kaname.send();
        assertThat(kaname.at(".error-summary")).containsText("何を、なぜ");
        assertThat(kaname.field("収入・家計")).isChecked();
        kaname.at("#f-words").fill("プランから三か月。家計の立て直しが進んでいるかを知り、アセスメントを書き直すため。");
        kaname.picture("01-asks-an-agency");
        kaname.send();
        assertThat(kaname.main()).containsText("答える期限");

        Desk tsubasa = signedIn("jiritsu");
        tsubasa.follow(tsubasa.row(GATHERED, "情報収集"));
        tsubasa.picture("02-is-asked");
        tsubasa.link("答える");
        tsubasa.at("#f-words-MONEY").fill("電気代の分割は約束どおり。貯金が1万円できた。");
        tsubasa.send();
        assertThat(tsubasa.at(".error-summary")).containsText("収入・家計のもと");
        assertThat(tsubasa.at("#f-words-MONEY")).hasValue("電気代の分割は約束どおり。貯金が1万円できた。");
        tsubasa.at("input[name='source-MONEY'][value=PERSON]").check();
        tsubasa.picture("03-answers-point-by-point");
        tsubasa.send();
        assertThat(tsubasa.main()).containsText("分からない");

        kaname.link("きょう");
        kaname.follow(kaname.row(GATHERED, "情報"));
        assertThat(kaname.main()).containsText("貯金が1万円できた");
        kaname.button("確認した");
        kaname.link("ケース");
        kaname.follow(kaname.row(GATHERED, ""));
        kaname.menu("ほかの操作", "アセスメントを書");
        assertThat(kaname.main()).containsText("貯金が1万円できた");
        kaname.picture("04-beside-the-next-assessment");
    }

    @Test
    void the_conference_gives_the_household_back_to_whoever_brought_it() {
        RunningStory story = new RunningStory(context, RETURNED);
        UUID draft = story.draft();
        UUID meeting = story.plan.meeting();
        story.plan.proposals.propose(story.suishin, draft, meeting).orElseThrow();
        story.plan.meetings.confirmSecrecy(story.suishin, meeting);

        Desk kaname = signedIn("suishin");
        kaname.link("ケース");
        kaname.follow(kaname.row(RETURNED, ""));
        kaname.link("会議の議題をひらく");
        kaname.link("会議録を書く");
        kaname.at("#f-summary").fill("絡み合いはほどけている。包括北が主担当で、家計は自立相談が手伝うと話した。");
        kaname.send();
        kaname.link("結果を記録する");
        kaname.field("紹介元が主担当としてもどす").check();
        kaname.send();
        assertThat(kaname.at(".error-summary")).containsText("つぎの主担当");
        assertThat(kaname.field("紹介元が主担当としてもどす")).isChecked();
        kaname.choose("#f-lead", "地域包括支援センター北");
        kaname.picture("11-back-to-the-referrer");
        kaname.send();
        assertThat(kaname.section("協議の結果")).containsText("紹介元が主担当としてもどす");
        assertThat(kaname.section("協議の結果")).containsText("地域包括支援センター北");

        Desk midori = signedIn("houkatsu");
        midori.picture("12-referrer-today");
        midori.follow(midori.row(RETURNED, "つなぎもどしに答える"));
        assertThat(midori.main()).containsText("地域包括支援センター北");
        midori.picture("13-offered");
        midori.button("引き受ける");
        assertThat(midori.main()).containsText("引き受け");
        midori.link("きょう");
        assertThat(midori.row(RETURNED, "つなぎもどしに答える")).hasCount(0);
        midori.link("ケース");
        midori.follow(midori.row(RETURNED, ""));
        assertThat(midori.main()).containsText("終結後");
        midori.picture("14-referrer-leads");

        kaname.link("きょう");
        assertThat(kaname.row(RETURNED, "つぎの主担当をさがす")).hasCount(0);
        kaname.link("ケース");
        kaname.follow(kaname.row(RETURNED, ""));
        assertThat(kaname.main()).containsText("地域包括支援センター北");
        kaname.picture("15-who-leads-now");
    }
}
