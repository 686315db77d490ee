package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Browsers;
import kasane.testing.Faults;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole road to an agency without accounts on its pages: paper, the slip that comes back, and the link. */
@WithKasane
@Tag("pages")
@Promise({"F12", "G12"})
class PaperWebTest {

    @LocalServerPort
    int port;

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String sheet(Web web) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of("架空谷 カミエ"));
        fields.put("phone", List.of("090-0000-2222"));
        fields.put("issues", List.of("12"));
        fields.put("mainIssue", List.of("12"));
        fields.put(
                "to",
                List.of(find(web.get("/referrals/new").body(), "id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>見本台内科医院")));
        fields.put("word", List.of("通院が途切れている。往診をお願いしたい"));
        fields.put("consent", List.of("GIVEN"));
        Web.Answer sent = web.post("/referrals/new", "/referrals", fields);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return sent.location();
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }

    @Test
    void a_sheet_goes_by_fax_and_its_answers_are_keyed_in() {
        Web sender = Web.as(port, "houkatsu");
        assertThat(sender.get("/referrals/new").body()).contains("紙で届けます（かさねを使っていません）");
        String path = sheet(sender);
        assertThat(sender.get(path).body()).contains("紙をまだ送っていません", "送付状・返信票", "FAX・郵便");
        assertThat(sender.get("/referrals").body()).contains("紙をまだ送っていません");

        String cover = sender.get(path + "/cover").body();
        assertThat(cover)
                .contains("送付状", "見本台内科医院", "0000-10-8409", "受け取りました", "対応できません", "0000-10-2209")
                .doesNotContain("架空谷", "カミエ", "2222", "往診");
        assertThat(sender.get(path + "/cover.pdf").body()).startsWith("%PDF-");

        String form = path + "/dispatches/new";
        assertThat(sender.get(form).body()).contains("class=\"dial-number\">0000-10-8409<");
        Web.Answer differs = sender.post(
                form,
                path + "/dispatches",
                fields("way", "FAX", "number", "0000-10-8409", "again", "0000-10-8408", "on", "R8.6.15"));
        assertThat(differs.status()).isEqualTo(422);
        assertThat(differs.body()).contains("押した番号と、FAXに出た番号がちがいます", "value=\"0000-10-8408\"");
        Web.Answer other = sender.post(
                form,
                path + "/dispatches",
                fields("way", "FAX", "number", "0000-10-8408", "again", "0000-10-8408", "on", "R8.6.20"));
        assertThat(other.body()).contains("これからの日です");
        other = sender.post(
                form,
                path + "/dispatches",
                fields("way", "FAX", "number", "0000-10-8408", "again", "0000-10-8408", "on", "R8.6.15"));
        assertThat(other.body()).contains("機関カードの番号（0000-10-8409）とちがいます");
        Web.Answer early = sender.post(path + "/told/new", path + "/told", told("step", "RECEIVE"));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("先に、紙を送った記録を書いてください");
        assertThat(sender.post(
                                form,
                                path + "/dispatches",
                                fields("way", "FAX", "number", "0000108409", "again", "0000-10-8409", "on", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(sender.get(path).body()).contains("受領を確かめる", "押した番号と送信結果を確かめた");

        Web.Answer bad =
                sender.post(path + "/told/new", path + "/told", fields("step", "DECLINE", "toldOn", "R8.6.20"));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("どの紙・電話で知ったかを選んでください", "だれから聞いたかを入れてください", "これからの日です", "対応できない理由を選んでください");
        assertThat(sender.post(path + "/told/new", path + "/told", told("step", "ACCEPT"))
                        .status())
                .isEqualTo(303);
        assertThat(sender.get(path).body())
                .contains("代わりに入力：地域包括支援センター北　例示原ミドリ（R8.6.15、受付の方から、FAXの返信票で）", "つなぎの結果を聞いて入力する");
        assertThat(sender.get(path + "/sheet").body()).contains("受付の方（代わりに入力：例示原ミドリ）");
        assertThat(sender.post(path + "/told/new", path + "/told", told("code", "DONE", "words", "往診に行きました"))
                        .status())
                .isEqualTo(303);
        assertThat(sender.post(path, path + "/confirmation", Map.of()).status()).isEqualTo(303);
        assertThat(sender.get(path).body()).contains("結果まで確認しました");
    }

    private static Map<String, List<String>> told(String... pairs) {
        Map<String, List<String>> all = fields("toldWay", "FAX", "toldBy", "受付の方", "toldOn", "R8.6.15");
        all.putAll(fields(pairs));
        return all;
    }

    private void allowLinks() {
        String number = "/settings/numbers/referral-link.allowed";
        assertThat(Web.as(port, "system")
                        .post(number + "/new", number, fields("amount", "1", "from", "2026-06-15"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_link_opens_one_sheet_to_a_browser_that_nobody_signed_in_with() {
        allowLinks();
        Web sender = Web.as(port, "houkatsu");
        String path = sheet(sender);
        Web.Answer made = sender.post(path + "/links/new", path + "/links", Map.of());
        assertThat(made.status()).isEqualTo(200);
        String door = find(made.body(), "link-address\">http://[^/]+(/one-item/open/[^<]+)<");
        String code = find(made.body(), "dial-number\">(\\d{3} \\d{3})<");
        assertThat(made.response().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        assertThat(sender.get(path).body()).contains("まだ開かれていません").doesNotContain(door);

        Web guest = new Web(port);
        Web.Answer asked = guest.get(door);
        assertThat(asked.body()).contains("確認番号").doesNotContain("架空谷", "包括", "内科");
        assertThat(guest.get("/one-item/open/neverwas").body().replaceAll("value=\"[^\"]*\"|open/[^\"]*", ""))
                .as("a link that never was looks like one that lives")
                .isEqualTo(asked.body().replaceAll("value=\"[^\"]*\"|open/[^\"]*", ""));
        Web.Answer short_ = guest.post(door, door, fields("code", "12"));
        assertThat(short_.status()).isEqualTo(422);
        assertThat(short_.body()).contains("6つの数字です", "value=\"12\"");
        assertThat(guest.get("/one-item/sheet").status()).isEqualTo(404);

        Web.Answer opened = guest.post(door, door, fields("code", code));
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.location()).isEqualTo("/one-item/sheet");
        assertThat(opened.response().headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Strict", "Path=/one-item");
        Web.Answer sheet = guest.get("/one-item/sheet");
        assertThat(sheet.body()).contains("架空谷 カミエ", "往診をお願いしたい", "例示原ミドリ");
        assertThat(sheet.response().headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(sheet.response().headers().firstValue("Cache-Control")).hasValue("no-store");
        for (String elsewhere :
                List.of("/", "/referrals", path, path + "/sheet", "/agencies", "/caseload", "/search?q=架空")) {
            assertThat(guest.get(elsewhere.replace("架空", "%E6%9E%B6")).location())
                    .as(elsewhere)
                    .startsWith("/login");
        }

        Web.Answer nobody = guest.post("/one-item/answers/new", "/one-item/answers", fields("step", "ACCEPT"));
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("お名前・職名を入れてください");
        assertThat(guest.post("/one-item/answers/new", "/one-item/answers", fields("step", "ACCEPT", "name", "受付 見本"))
                        .status())
                .isEqualTo(303);
        assertThat(guest.get("/one-item/sheet").body()).contains("返事を送りました", "引き受け", "結果を返す");
        assertThat(sender.get(path).body()).contains("受付 見本（一件リンクから）", "つなぎの結果を聞いて入力する");

        assertThat(sender.post(path, path + "/links/stop", Map.of()).status()).isEqualTo(303);
        assertThat(guest.get("/one-item/sheet").status()).isEqualTo(404);
        assertThat(guest.post(door, door, fields("code", code)).body()).contains("開けませんでした");
    }

    @Test
    void the_pages_are_accessible_and_fit_every_window() {
        allowLinks();
        Web sender = Web.as(port, "houkatsu");
        String path = sheet(sender);
        List<String> complaints = new ArrayList<>();
        try (Browsers browsers = Browsers.open()) {
            for (Browsers.Look look : List.of(Browsers.LIGHT, Browsers.DARK, Browsers.PHONE)) {
                try (BrowserContext window = browsers.context(look);
                        Page page = window.newPage()) {
                    Browsers.signIn(page, port, "houkatsu");
                    open(page, path, "paper-to-send", look, complaints);
                    open(page, path + "/dispatches/new?way=FAX", "paper-dispatch", look, complaints);
                    open(page, path + "/told/new", "paper-told", look, complaints);
                    open(page, path + "/cover", "paper-cover", look, complaints);
                    open(page, path + "/links/new", "link-new", look, complaints);
                    page.locator("main .button-primary").click();
                    page.waitForSelector(".link-address");
                    judge(page, "link-made", look, complaints);
                    String door = page.locator(".link-address").textContent();
                    String code = page.locator(".dial-number").textContent();
                    open(page, path, "paper-linked", look, complaints);
                    try (BrowserContext other = browsers.context(look);
                            Page guest = other.newPage()) {
                        guest.navigate(door);
                        judge(guest, "guest-door", look, complaints);
                        guest.locator("#f-code").fill(code);
                        guest.locator("main .button-primary").click();
                        guest.waitForSelector("text=取扱注意");
                        judge(guest, "guest-sheet", look, complaints);
                        guest.navigate("http://127.0.0.1:" + port + "/one-item/answers/new");
                        judge(guest, "guest-answer", look, complaints);
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private void open(Page page, String path, String name, Browsers.Look look, List<String> complaints) {
        page.navigate("http://127.0.0.1:" + port + path);
        judge(page, name, look, complaints);
    }

    private static void judge(Page page, String name, Browsers.Look look, List<String> complaints) {
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        var rules = look == Browsers.LIGHT ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
        Faults.of(page, rules).forEach(fault -> complaints.add(name + " " + look.name() + ": " + fault));
        Browsers.picture(page, Path.of("target/screenshots/" + name + "-" + look.name() + ".png"));
    }
}
