package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** くわしく on the pages of a sheet, the town's own sheets, and the road of a suspicion of abuse. */
@WithKasane
@Tag("pages")
@Promise("F1")
class ReferralInFullWebTest {

    @LocalServerPort
    int port;

    private static String choice(Web web, String name, String label) {
        Matcher matcher = Pattern.compile("id=\"f-" + name + "-(\\d+)\"[^>]*>\\s*<label[^>]*>" + label)
                .matcher(web.get("/referrals/new").body());
        assertThat(matcher.find()).as(label).isTrue();
        return matcher.group(1);
    }

    private static Map<String, List<String>> sheet(Web web) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of("架空谷 ツヅキ"));
        fields.put("phone", List.of("090-0000-1111"));
        fields.put("issues", List.of("12"));
        fields.put("mainIssue", List.of("12"));
        fields.put("to", List.of(choice(web, "to", "障害者相談支援センターかさね")));
        fields.put("word", List.of("物忘れが増えた"));
        fields.put("consent", List.of("GIVEN"));
        return fields;
    }

    @Test
    void a_sheet_with_copy_company_and_day_goes_its_whole_way() {
        Web sender = Web.as(port, "houkatsu");
        Web receiver = Web.as(port, "shougai");
        Web reader = Web.as(port, "kodomo");
        Map<String, List<String>> fields = sheet(sender);
        fields.put("copies", List.of(choice(sender, "copies", "こども家庭センター")));
        fields.put("contactBy", List.of("R8.6.16"));
        fields.put("companyAsked", List.of("on"));
        fields.put("companyNote", List.of("ご自宅の訪問"));
        Web.Answer sent = sender.post("/referrals/new", "/referrals", fields);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String path = sent.location();

        assertThat(reader.get("/referrals").body()).contains(">写し<").contains("まだ読んでいません");
        assertThat(reader.get(path).body()).contains("読みました").doesNotContain(">受け取る<");
        assertThat(reader.post(path, path + "/reading", Map.of()).status()).isEqualTo(303);
        assertThat(reader.post(path, path + "/receipt", Map.of()).status()).isEqualTo(422);
        assertThat(sender.get(path).body()).contains("読みました（試作田ノゾミ）").contains("6月16日");

        assertThat(receiver.get("/referrals").body()).contains("同行依頼");
        receiver.post(path, path + "/receipt", Map.of());
        assertThat(receiver.get(path).body()).contains("同行に答える").doesNotContain(">引き受ける<");
        Web.Answer noDay = receiver.post(
                path + "/company/new", path + "/company", Map.of("answer", List.of("COMES"), "day", List.of("")));
        assertThat(noDay.status()).isEqualTo(422);
        assertThat(noDay.body()).contains("同行する日を入れてください");
        assertThat(receiver.post(
                                path + "/company/new",
                                path + "/company",
                                Map.of("answer", List.of("COMES"), "day", List.of("R8.6.20")))
                        .status())
                .isEqualTo(303);
        assertThat(receiver.post(path, path + "/acceptance", Map.of()).status()).isEqualTo(303);
        assertThat(sender.get(path).body()).contains("6月20日（土）に同行します");
        Web.Answer enclosed = receiver.upload(receiver.get(path), path + "/files", "返事の書類.txt", "見本の中身");
        assertThat(enclosed.status()).isEqualTo(303);
        assertThat(sender.get(path).body()).contains("返事の書類.txt");
        assertThat(reader.get(path).body()).contains("返事の書類.txt");
        assertThat(reader.upload(reader.get(path), path + "/files", "余計.txt", "x")
                        .status())
                .isEqualTo(422);
        assertThat(sender.get(path + "/sheet").body())
                .contains("写し：こども家庭センター")
                .contains("返事の書類.txt")
                .contains("同行をお願いします（ご自宅の訪問）");
        assertThat(Web.as(port, "jiritsu").get(path).status()).isEqualTo(404);
    }

    @Test
    void a_town_names_its_own_sheet_asks_for_more_and_takes_it_out_of_use() {
        Web system = Web.as(port, "system");
        Web sender = Web.as(port, "houkatsu");
        Map<String, List<String>> preset = new LinkedHashMap<>();
        preset.put("code", List.of("MIHON"));
        preset.put("use", List.of("SHEET"));
        preset.put("label", List.of("見本町連絡票"));
        preset.put("words", List.of("見本の書き出し"));
        preset.put("required", List.of("address"));
        preset.put("from", List.of("R8.6.15"));
        String settings = "/settings/referral-presets";
        assertThat(system.post(settings + "/new", settings, preset).status()).isEqualTo(303);
        assertThat(system.get(settings).body()).contains("見本町連絡票").contains("自立相談支援機関紹介シート");
        Web.Answer form = sender.get("/referrals/new?preset=MIHON");
        assertThat(form.body()).contains("<h1>見本町連絡票</h1>").contains("見本の書き出し");
        Map<String, List<String>> fields = sheet(sender);
        fields.put("preset", List.of("MIHON"));
        fields.put("address", List.of(""));
        Web.Answer without = sender.post(form, "/referrals", fields);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("住所を入れてください（見本町連絡票では必須です）");
        fields.put("address", List.of("かさね市見本台1番地"));
        Web.Answer sent = sender.post(sender.get("/referrals/new?preset=MIHON"), "/referrals", fields);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(sender.get(sent.location()).body()).contains("見本町連絡票");
        assertThat(sender.get(sent.location() + "/sheet").body()).contains("見本町連絡票");
        Web.Answer taken = system.post(
                settings + "/new",
                settings,
                Map.of("code", List.of("joint!"), "label", List.of("x"), "from", List.of("R7.1.1")));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("半角の大文字");
        assertThat(sender.get("/referrals/new?preset=NOBODYS").status()).isEqualTo(404);
        assertThat(sender.get(settings).status()).isEqualTo(404);
    }

    @Test
    void the_reply_can_wear_the_towns_own_form() {
        Web sender = Web.as(port, "houkatsu");
        Web receiver = Web.as(port, "shougai");
        String path = sender.post("/referrals/new", "/referrals", sheet(sender)).location();
        receiver.post(path, path + "/receipt", Map.of());
        receiver.post(path, path + "/acceptance", Map.of());
        Web.Answer form = receiver.get(path + "/reply/new?preset=FEEDBACK");
        assertThat(form.body()).contains("結果のお知らせシート").contains("お会いした日：");
        assertThat(receiver.post(
                                form,
                                path + "/reply",
                                Map.of(
                                        "preset",
                                        List.of("FEEDBACK"),
                                        "code",
                                        List.of("DONE"),
                                        "words",
                                        List.of("お会いした日：6月15日")))
                        .status())
                .isEqualTo(303);
        assertThat(sender.get(path).body()).contains("結果のお知らせシート").contains("お会いした日：6月15日");
    }

    @Test
    void a_suspicion_reaches_its_window_and_no_colleague() {
        Web teller = Web.as(port, "houkatsu");
        Web window = Web.as(port, "kodomo");
        Web.Answer form = teller.get("/suspicions/new?kind=CHILD_ABUSE");
        assertThat(form.body()).contains("189").contains("110番").contains("こども家庭センター");
        Map<String, List<String>> told = new LinkedHashMap<>();
        told.put("kind", List.of("CHILD_ABUSE"));
        told.put("immediate", List.of("YES"));
        told.put("person", List.of("架空谷 ミライ"));
        told.put("facts", List.of("腕にあざがある"));
        told.put("accused", List.of("FAMILY"));
        Web.Answer refused = teller.post(form, "/suspicions", told);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("先に電話してください").contains("腕にあざがある");
        told.put("called", List.of("110番（10時5分）"));
        Web.Answer sent = teller.post("/suspicions/new", "/suspicions", told);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String path = sent.location();
        assertThat(teller.get(path).body()).contains("受理を待っています").doesNotContain(">受理する<");
        Web colleague = Web.as(port, "houkatsu2");
        assertThat(colleague.get(path).status()).isEqualTo(404);
        assertThat(colleague.get("/suspicions").body()).doesNotContain("ミライ");
        assertThat(colleague.get("/").body()).doesNotContain("ミライ");
        assertThat(colleague.get("/search?q=%E3%83%9F%E3%83%A9%E3%82%A4").body())
                .doesNotContain("架空谷 ミライ");

        assertThat(window.get("/").body()).contains("虐待の疑いの連絡を受理する").contains(path);
        assertThat(window.post(path, path + "/receipt", Map.of()).status()).isEqualTo(303);
        assertThat(window.get(path).body()).contains("こちらの記録").contains("話さないでください");
        assertThat(window.post(
                                path + "/conclusion/new",
                                path + "/conclusion",
                                Map.of(
                                        "outcome",
                                        List.of("SUPPORT"),
                                        "words",
                                        List.of("所内の判断"),
                                        "told",
                                        List.of("安全を確かめました")))
                        .status())
                .isEqualTo(303);
        assertThat(teller.get(path).body())
                .contains("窓口が受理しました")
                .contains("安全を確かめました")
                .doesNotContain("所内の判断");
        assertThat(window.get("/").body()).doesNotContain(path);
    }

    @Test
    void a_sheet_that_comes_back_names_the_file_that_has_to_be_chosen_again() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer refused = web.upload(
                web.get("/referrals/new"), "/referrals", Map.of("word", "お願いします"), "files", "見本の診断書.txt", "見本");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#f-files\"", "選んだファイル「見本の診断書.txt」は送られていません", "お願いします");
        assertThat(web.post("/referrals/new", "/referrals", Map.of("word", List.of("お願いします")))
                        .body())
                .doesNotContain("選んだファイル");
    }

    @Test
    void the_counts_name_nobody() {
        Web manager = Web.as(port, "houkatsu2");
        Web office = Web.as(port, "kacho");
        Web sender = Web.as(port, "houkatsu");
        sender.post("/referrals/new", "/referrals", sheet(sender));
        assertThat(manager.get("/referral-figures").body())
                .contains("令和8年6月")
                .contains("地域包括支援センター北")
                .doesNotContain("ツヅキ")
                .doesNotContain("機関ごと");
        assertThat(office.get("/referral-figures").body())
                .contains("機関ごと")
                .contains("障害者相談支援センターかさね")
                .doesNotContain("ツヅキ");
        assertThat(sender.get("/referral-figures").status()).isEqualTo(404);
        assertThat(office.get("/referral-figures?agency=x").status()).isEqualTo(404);
        assertThat(manager.get("/referral-figures?agency=1").status()).isEqualTo(404);
    }
}
