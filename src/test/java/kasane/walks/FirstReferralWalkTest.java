package kasane.walks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoPeople;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first つなぎ of a town, walked in a real browser by links and buttons only, as its people would. */
@WithKasane
@Tag("walks")
@Promise({"G9", "G10", "G11", "G12"})
class FirstReferralWalkTest {

    private static final Path OUT = Path.of("target/walks");
    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    int port;

    private BrowserContext tax;
    private BrowserContext care;

    @BeforeAll
    static void open() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void two_people_at_their_desks() {
        tax = desk();
        care = desk();
    }

    @AfterEach
    void home() {
        tax.close();
        care.close();
    }

    @Test
    void a_sheet_goes_from_the_tax_counter_to_the_center_and_its_answer_comes_back() {
        Page taku = signedIn(tax, "zei");
        picture(taku, "01-tax-today");
        link(taku, "つなぐ");
        link(taku, "つなぐシートを書く");
        picture(taku, "02-empty-sheet");
        write(taku, "", "物忘れが増え、通帳が見つからないとのこと。訪問してほしい。");
        button(taku, "送る");

        assertThat(taku.locator(".error-summary")).containsText("1か所を直してください");
        assertThat(taku.locator(".field-error")).containsText("お名前を入れてください");
        assertThat(taku.getByLabel("ひとこと")).hasValue(Pattern.compile("物忘れが増え、通帳が見つからないとのこと。訪問してほしい。\\s*"));
        assertThat(taku.locator("#f-phone")).hasValue("090-0000-1111");
        assertThat(taku.locator("#f-issues-12")).isChecked();
        assertThat(taku.locator("#f-issues-12-urgent")).isChecked();
        assertThat(taku.getByLabel("地域包括支援センター北")).isChecked();
        assertThat(taku.locator("#f-consent-GIVEN")).isChecked();
        picture(taku, "03-no-name");

        taku.locator("#f-name").fill("架空谷 トメ");
        button(taku, "送る");
        assertThat(taku.locator("main")).containsText("受け取りを待っています");
        assertThat(fact(taku, "つぎの番")).containsText("地域包括支援センター北");
        assertThat(fact(taku, "すること")).containsText("まで");
        picture(taku, "04-sent");

        Page midori = signedIn(care, "houkatsu");
        Locator work = row(midori, "架空谷 トメ", "税務課収納係");
        assertThat(work).containsText("届いたつなぎを受け取る");
        picture(midori, "05-center-today");
        work.getByRole(AriaRole.LINK).last().click();
        assertThat(fact(midori, "連絡の注意")).containsText("携帯のみ・留守電不可");
        picture(midori, "06-arrived");
        button(midori, "受け取る");
        assertThat(midori.locator("main")).containsText("受けるかどうかの答えを待っています");
        picture(midori, "07-received");
        button(midori, "引き受ける");
        assertThat(midori.locator("body")).containsText("こちらの世帯の記録を開きました");
        picture(midori, "08-accepted");
        link(midori, "世帯の記録");
        assertThat(midori.locator("body")).containsText("架空谷");
        picture(midori, "09-own-household");
        link(midori, "きょう");
        row(midori, "架空谷 トメ", "つなぎの結果を返す").getByRole(AriaRole.LINK).last().click();
        link(midori, "結果の返事を書く");
        midori.locator("input[name=code]").first().check();
        midori.locator("#f-words").fill("きのう訪問しました。通帳は見つかり、介護認定の申請を手伝います。");
        picture(midori, "10-reply");
        midori.locator(".form-end .button-primary").click();
        assertThat(midori.locator("main")).containsText("結果の返事が届いています");

        link(taku, "きょう");
        Locator answer = row(taku, "架空谷 トメ", "つなぎの返事を確認する");
        picture(taku, "11-answer-on-today");
        answer.getByRole(AriaRole.LINK).last().click();
        assertThat(taku.locator("main")).containsText("通帳は見つかり");
        button(taku, "返事を確認した");
        assertThat(taku.locator("main")).containsText("結果まで確認しました");
        picture(taku, "12-confirmed");
        link(taku, "つなぐ");
        assertThat(taku.locator("main")).containsText("終わったもの");
        picture(taku, "13-list");
    }

    @Test
    void what_the_center_cannot_take_is_sent_on_in_a_few_clicks() {
        Page taku = signedIn(tax, "zei");
        link(taku, "つなぐ");
        link(taku, "つなぐシートを書く");
        write(taku, "架空川 ウメ", "家計のやりくりが苦しい。");
        button(taku, "送る");
        assertThat(taku.locator("main")).containsText("受け取りを待っています");

        Page midori = signedIn(care, "houkatsu");
        row(midori, "架空川 ウメ", "受け取る").getByRole(AriaRole.LINK).last().click();
        button(midori, "受け取る");
        link(midori, "対応できない");
        midori.locator("input[name=code]").first().check();
        midori.getByLabel("自立相談支援センターかさね").check();
        midori.locator("#f-words").fill("介護ではなく家計のご相談のため。");
        picture(midori, "14-cannot");
        midori.locator(".form-end .button-primary").click();
        assertThat(midori.locator("main")).containsText("対応不可");

        link(taku, "きょう");
        Locator back = row(taku, "架空川 ウメ", "別の窓口へつなぐ");
        picture(taku, "15-back-on-today");
        back.getByRole(AriaRole.LINK).last().click();
        picture(taku, "16-declined");
        link(taku, "別の窓口へつなぐ");
        assertThat(taku.locator("#f-name")).hasValue("架空川 ウメ");
        assertThat(taku.getByLabel("自立相談支援センターかさね")).isChecked();
        taku.locator("#f-consent-GIVEN").check();
        picture(taku, "17-prefilled");
        button(taku, "送る");
        assertThat(fact(taku, "つぎの番")).containsText("自立相談支援センターかさね");
        picture(taku, "18-sent-on");
    }

    /** The five fields, the caution and the consent. */
    private static void write(Page page, String name, String word) {
        page.locator("#f-name").fill(name);
        page.locator("#f-phone").fill("090-0000-1111");
        page.locator("#f-contactNote").fill("携帯のみ・留守電不可");
        page.locator("#f-issues-12").check();
        page.locator("#f-issues-12-urgent").check();
        page.getByLabel("地域包括支援センター北").check();
        page.locator("#f-word").fill(word);
        page.locator("#f-consent-GIVEN").check();
    }

    private static BrowserContext desk() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    private Page signedIn(BrowserContext desk, String login) {
        Page page = desk.newPage();
        page.setDefaultTimeout(8_000);
        page.navigate("http://127.0.0.1:" + port + "/");
        page.getByLabel("ログイン名").fill(login);
        page.getByLabel("パスワード").fill(DemoPeople.PASSWORD);
        button(page, "ログイン");
        assertThat(page.locator("h1")).containsText("きょう");
        return page;
    }

    private static Locator row(Page page, String who, String what) {
        return page.locator("main tr")
                .filter(new Locator.FilterOptions().setHasText(who))
                .filter(new Locator.FilterOptions().setHasText(what))
                .first();
    }

    private static Locator fact(Page page, String label) {
        return page.locator(".facts > div")
                .filter(new Locator.FilterOptions().setHas(page.locator("dt").getByText(label, exactly())))
                .locator("dd");
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static void link(Page page, String name) {
        Pattern counted = Pattern.compile("^" + name + "\\s*(\\d+件)?$");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(counted))
                .first()
                .click();
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void picture(Page page, String name) {
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        page.screenshot(
                new Page.ScreenshotOptions().setPath(OUT.resolve(name + ".png")).setFullPage(true));
    }
}
