package kasane.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The road without consent, walked in a real browser: from the 開催依頼 through the closed room of a 支援会議 to its end. */
@WithKasane
@Tag("walks")
@Promise({"F7", "F14"})
class NoConsentRoadWalkTest {

    private static final String SEEN_INSIDE = "カーテンが閉まったまま、郵便がたまっている";

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

    private Desk signedIn(String login) {
        Desk desk = browsers.desk(port, login, "no-consent-road");
        assertThat(desk.at("h1")).containsText("きょう");
        return desk;
    }

    @Test
    void a_household_that_opens_to_nobody_is_thought_about_in_a_closed_room() {
        Desk midori = signedIn("houkatsu");
        midori.link("会議");
        midori.link("支援会議");
        midori.picture("01-nothing-yet");
        midori.link("開催を依頼する");
        midori.picture("02-empty-request");
        midori.send();
        assertThat(midori.at(".error-summary")).containsText("心配なことを入れてください");
        midori.at("#f-called").fill("模型島の世帯");
        midori.at("#f-worry").fill("ひと月だれも出てこない。水道は使われている。");
        midori.radio("まだ会えていない").check();
        midori.radio("急ぐ").check();
        midori.picture("03-request");
        midori.send();
        assertThat(midori.main()).containsText("要否の判断待ち");
        midori.picture("04-filed");

        Desk kacho = signedIn("kacho");
        kacho.picture("05-officer-today");
        kacho.follow(kacho.row("模型島の世帯", "要否を判断する"));
        kacho.link("要否を判断する");
        kacho.picture("06-judging");
        kacho.radio("支援会議をひらく").check();
        kacho.send();
        assertThat(kacho.main()).containsText("日を決める");
        kacho.picture("07-series");
        kacho.link("日と構成員を決める");
        kacho.at("#f-on").fill("R8.6.15");
        kacho.at("#f-from").fill("13:00");
        kacho.at("#f-place").fill("見本会議室");
        kacho.at("#f-purpose").fill("安否をどう確かめ、だれがどう関わるか");
        kacho.field("地域包括支援センター北").check();
        kacho.field("こども家庭センター").check();
        kacho.at("input[name=secrecy]").check();
        kacho.picture("08-calling");
        kacho.send();
        assertThat(kacho.main()).containsText("ここにあるものは、この回に入った人だけが見ています");
        kacho.picture("09-room-of-the-convenor");

        midori.link("会議");
        midori.follow(midori.row("支援会議", "答える"));
        midori.picture("10-meeting-of-a-member");
        midori.link("支援会議の議題");
        midori.picture("11-door");
        midori.button("確かめて、入る");
        midori.link("資料を出す");
        midori.at("#f-title").fill("訪問のようす");
        midori.at("#f-words").fill(SEEN_INSIDE);
        midori.send();
        assertThat(midori.main()).containsText(SEEN_INSIDE);
        midori.picture("12-room-of-a-member");

        Desk other = signedIn("houkatsu2");
        other.link("会議");
        other.follow(other.row("支援会議", "答える"));
        other.link("支援会議の議題");
        assertThat(other.main()).not().containsText("模型島");

        kacho.link("会議録を書く");
        kacho.at("#f-summary").fill("水道は使われている。訪問は週に一度、時間を変えて続ける。");
        kacho.send();
        kacho.link("決めたことを加える");
        kacho.at("#f-what").fill("週に一度、時間を変えて訪ねる");
        kacho.choose("#f-by", "地域包括支援センター北");
        kacho.at("#f-due").fill("R8.6.22");
        kacho.send();
        kacho.link("協力を依頼する");
        kacho.choose("#f-to", "自立相談支援センターかさね");
        kacho.at("#f-question").fill("この世帯から相談を受けたことがあるか");
        kacho.send();
        assertThat(kacho.main()).containsText("答え待ち");
        kacho.picture("13-cooperation");
        kacho.download("印刷する", "13-cooperation.html");
        kacho.link("支援会議");
        kacho.link("持ち出すことを決める");
        kacho.at("#f-piece").selectOption("minutes");
        kacho.at("#f-words").fill("週に一度、訪問します。気になることがあれば知らせてください。");
        kacho.radio("生命・身体・財産の保護").check();
        kacho.at("#f-reason").fill("安否が分からないため");
        kacho.field("障害者相談支援センターかさね").check();
        kacho.picture("14-releasing");
        kacho.send();
        kacho.picture("15-released");
        kacho.link("支援会議");
        kacho.picture("16-room-in-the-end");
        kacho.link("結果を記録する");
        kacho.radio("支援会議を終える").check();
        kacho.choose("#f-end", "見守りの体制が整った");
        kacho.picture("17-result");
        kacho.send();
        assertThat(kacho.main()).containsText("終える");

        Desk jiritsu = signedIn("jiritsu");
        jiritsu.follow(jiritsu.row("", "協力依頼に答える"));
        jiritsu.picture("18-asked-to-cooperate");
        jiritsu.link("答える");
        jiritsu.at("#f-words").fill("相談を受けたことはありません。");
        jiritsu.send();
        assertThat(jiritsu.main()).containsText("答えあり");

        midori.link("きょう");
        midori.picture("19-member-today");
        midori.follow(midori.row("", "支援会議で決めたこと"));
        midori.link("済んだ");
        midori.at("#f-words").fill("訪問した。返事があった。");
        midori.send();
        midori.picture("20-done");
        midori.link("きょう");
        midori.follow(midori.row("模型島の世帯", "支援会議の終了を確かめる"));
        midori.button("支援会議の終了を確かめた");
        midori.picture("21-noted");
    }
}
