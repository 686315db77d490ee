package kasane.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first つなぎ of a town, walked in a real browser by links and buttons only, as its people would. */
@WithKasane
@Tag("walks")
@Promise({"G9", "G10", "G11", "G12", "F14"})
class FirstReferralWalkTest {

    private static Browsers browsers;

    @LocalServerPort
    int port;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    private static Desk signedIn(int port, String login) {
        Desk desk = browsers.desk(port, login, "first-referral");
        assertThat(desk.at("h1")).containsText("きょう");
        return desk;
    }

    @Test
    void a_sheet_goes_from_the_tax_counter_to_the_center_and_its_answer_comes_back() {
        Desk taku = signedIn(port, "zei");
        taku.picture("01-tax-today");
        taku.link("つなぐ");
        taku.link("つなぐシートを書く");
        taku.picture("02-empty-sheet");
        write(taku, "", "物忘れが増え、通帳が見つからないとのこと。訪問してほしい。");
        taku.button("送る");

        assertThat(taku.at(".error-summary")).containsText("1か所を直してください");
        assertThat(taku.at(".field-error")).containsText("お名前を入れてください");
        assertThat(taku.field("ひとこと")).hasValue(Pattern.compile("物忘れが増え、通帳が見つからないとのこと。訪問してほしい。\\s*"));
        assertThat(taku.at("#f-phone")).hasValue("090-0000-1111");
        assertThat(taku.at("#f-issues-12")).isChecked();
        assertThat(taku.at("#f-issues-12-urgent")).isChecked();
        assertThat(taku.radio("地域包括支援センター北")).isChecked();
        assertThat(taku.at("#f-consent-GIVEN")).isChecked();
        taku.picture("03-no-name");

        taku.at("#f-name").fill("架空谷 トメ");
        taku.button("送る");
        assertThat(taku.main()).containsText("受け取りを待っています");
        assertThat(taku.fact("つぎの番")).containsText("地域包括支援センター北");
        assertThat(taku.fact("すること")).containsText("まで");
        taku.picture("04-sent");

        Desk midori = signedIn(port, "houkatsu");
        Locator work = midori.row("架空谷 トメ", "税務課収納係");
        assertThat(work).containsText("届いたつなぎを受け取る");
        midori.picture("05-center-today");
        midori.follow(work);
        assertThat(midori.fact("連絡の注意")).containsText("携帯のみ・留守電不可");
        midori.picture("06-arrived");
        midori.button("受け取る");
        assertThat(midori.main()).containsText("受けるかどうかの答えを待っています");
        midori.picture("07-received");
        midori.button("引き受ける");
        assertThat(midori.at("body")).containsText("こちらの世帯の記録を開きました");
        midori.picture("08-accepted");
        midori.link("世帯の記録");
        assertThat(midori.at("body")).containsText("架空谷");
        midori.picture("09-own-household");
        midori.link("きょう");
        midori.follow(midori.row("架空谷 トメ", "つなぎの結果を返す"));
        midori.link("結果の返事を書く");
        midori.at("input[name=code]").first().check();
        midori.at("#f-words").fill("きのう訪問しました。通帳は見つかり、介護認定の申請を手伝います。");
        midori.picture("10-reply");
        midori.send();
        assertThat(midori.main()).containsText("結果の返事が届いています");

        taku.link("きょう");
        Locator answer = taku.row("架空谷 トメ", "つなぎの返事を確認する");
        taku.picture("11-answer-on-today");
        taku.follow(answer);
        assertThat(taku.main()).containsText("通帳は見つかり");
        taku.button("返事を確認した");
        assertThat(taku.main()).containsText("結果まで確認しました");
        taku.picture("12-confirmed");
        taku.link("つなぐ");
        assertThat(taku.main()).containsText("終わったもの");
        taku.picture("13-list");
    }

    @Test
    void what_the_center_cannot_take_is_sent_on_in_a_few_clicks() {
        Desk taku = signedIn(port, "zei");
        taku.link("つなぐ");
        taku.link("つなぐシートを書く");
        write(taku, "架空川 ウメ", "家計のやりくりが苦しい。");
        taku.button("送る");
        assertThat(taku.main()).containsText("受け取りを待っています");

        Desk midori = signedIn(port, "houkatsu");
        midori.follow(midori.row("架空川 ウメ", "受け取る"));
        midori.button("受け取る");
        midori.link("対応できない");
        midori.at("input[name=code]").first().check();
        midori.field("自立相談支援センターかさね").check();
        midori.at("#f-words").fill("介護ではなく家計のご相談のため。");
        midori.picture("14-cannot");
        midori.send();
        assertThat(midori.main()).containsText("対応不可");

        taku.link("きょう");
        Locator back = taku.row("架空川 ウメ", "別の窓口へつなぐ");
        taku.picture("15-back-on-today");
        taku.follow(back);
        taku.picture("16-declined");
        taku.link("別の窓口へつなぐ");
        assertThat(taku.at("#f-name")).hasValue("架空川 ウメ");
        assertThat(taku.radio("自立相談支援センターかさね")).isChecked();
        taku.at("#f-consent-GIVEN").check();
        taku.picture("17-prefilled");
        taku.button("送る");
        assertThat(taku.fact("つぎの番")).containsText("自立相談支援センターかさね");
        taku.picture("18-sent-on");
    }

    /** The five fields, the caution and the consent. */
    private static void write(Desk page, String name, String word) {
        page.at("#f-name").fill(name);
        page.at("#f-phone").fill("090-0000-1111");
        page.at("#f-contactNote").fill("携帯のみ・留守電不可");
        page.at("#f-issues-12").check();
        page.at("#f-issues-12-urgent").check();
        page.radio("地域包括支援センター北").check();
        page.at("#f-word").fill(word);
        page.at("#f-consent-GIVEN").check();
    }
}
