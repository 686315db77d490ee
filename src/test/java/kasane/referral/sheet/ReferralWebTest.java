package kasane.referral.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("pages")
@Promise("G10")
class ReferralWebTest {

    @LocalServerPort
    int port;

    private static Map<String, List<String>> sheet(String to) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("name", List.of("架空山 トメ"));
        fields.put("phone", List.of("090-0000-1111"));
        fields.put("contactNote", List.of("携帯のみ・留守電不可"));
        fields.put("issues", List.of("12", "03"));
        fields.put("mainIssue", List.of("12"));
        fields.put("to", List.of(to));
        fields.put("word", List.of("物忘れが増え、通帳が見つからない"));
        fields.put("consent", List.of("GIVEN"));
        fields.put("method", List.of("SPOKEN"));
        return fields;
    }

    private static Map<String, List<String>> with(Map<String, List<String>> fields, String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(fields);
        changed.put(name, value.isEmpty() ? List.of() : List.of(value));
        return changed;
    }

    /** The value of the window with this name on the form. */
    private static String window(Web web, String name) {
        Matcher matcher = Pattern.compile("id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>" + name)
                .matcher(web.get("/referrals/new").body());
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private String sent(Web tax, String to) {
        Web.Answer answer = tax.post("/referrals/new", "/referrals", sheet(window(tax, to)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    @Test
    void a_sheet_is_sent_received_accepted_replied_and_confirmed() {
        Web tax = Web.as(port, "zei");
        Web houkatsu = Web.as(port, "houkatsu");
        String path = sent(tax, "地域包括支援センター北");
        assertThat(tax.get(path).body())
                .contains("受け取りを待っています")
                .contains("取り下げる")
                .doesNotContain(">受け取る<");
        assertThat(houkatsu.get("/referrals").body()).contains("架空山 トメ").contains("受け取る");
        assertThat(houkatsu.get(path).body()).contains("携帯のみ・留守電不可").contains("税務課収納係");

        Web.Answer page = houkatsu.get(path);
        assertThat(houkatsu.post(page, path + "/receipt", Map.of()).status()).isEqualTo(303);
        assertThat(houkatsu.post(page, path + "/receipt", Map.of()).status())
                .as("a second click")
                .isEqualTo(303);
        assertThat(houkatsu.post(path, path + "/receipt", Map.of()).status())
                .as("a second act")
                .isEqualTo(422);
        assertThat(tax.get(path).body()).contains("受けるかどうかの答えを待っています").contains("例示原ミドリ");
        assertThat(tax.post(path, path + "/withdrawal", Map.of("words", List.of("まちがい")))
                        .body())
                .contains("相手がもう受け取りました");

        assertThat(houkatsu.post(path, path + "/acceptance", Map.of()).status()).isEqualTo(303);
        assertThat(houkatsu.get(path).body()).contains("世帯の記録").contains("結果の返事を書く");
        Matcher household = Pattern.compile("href=\"(/households/[0-9a-f-]{36})\"")
                .matcher(houkatsu.get(path).body());
        assertThat(household.find()).isTrue();
        assertThat(houkatsu.get(household.group(1)).body())
                .as("the record of the receiver rests on what the person agreed to tell")
                .contains("つなぎの同意あり（〜R9.6.15）");
        assertThat(tax.get(household.group(1)).status())
                .as("the receiver's own record")
                .isEqualTo(404);

        assertThat(houkatsu.post(path, path + "/reply", Map.of("words", List.of("訪問した")))
                        .body())
                .contains("結果を選んでください")
                .contains("訪問した");
        assertThat(houkatsu.post(path, path + "/reply", Map.of("code", List.of("DONE"), "words", List.of("訪問しました")))
                        .status())
                .isEqualTo(303);
        assertThat(tax.get(path).body()).contains("結果の返事が届いています").contains("訪問しました");
        assertThat(tax.post(path, path + "/confirmation", Map.of()).status()).isEqualTo(303);
        assertThat(tax.get(path).body()).contains("結果まで確認しました");
        assertThat(tax.get(path + "/sheet").body()).contains("取扱注意").contains("架空山 トメ");
    }

    @Test
    void what_comes_back_as_impossible_is_passed_on_and_nobody_is_lost() {
        Web tax = Web.as(port, "zei");
        Web houkatsu = Web.as(port, "houkatsu");
        String path = sent(tax, "地域包括支援センター北");
        houkatsu.post(path, path + "/receipt", Map.of());
        String other = window(houkatsu, "自立相談支援センターかさね");
        Web.Answer nowhere = houkatsu.post(path, path + "/refusal", Map.of("code", List.of("OUT_OF_SCOPE")));
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.body()).contains("行き場をなくさない");
        assertThat(houkatsu.post(
                                path,
                                path + "/refusal",
                                Map.of("code", List.of("OUT_OF_SCOPE"), "other", List.of(other)))
                        .status())
                .isEqualTo(303);
        assertThat(tax.get(path).body())
                .contains("対応不可")
                .contains("自立相談支援センターかさね")
                .contains("別の窓口へつなぐ");

        String again = "/referrals/new?from=" + path.substring("/referrals/".length());
        Web.Answer form = tax.get(again);
        assertThat(form.body()).contains("架空山 トメ").contains("value=\"" + other + "\" checked");
        Map<String, List<String>> fields = with(sheet(other), "previous", path.substring("/referrals/".length()));
        Web.Answer second = tax.post(form, "/referrals", fields);
        assertThat(second.status()).as(second.body()).isEqualTo(303);
        assertThat(tax.get(path).body()).contains("別の窓口へつなぎ直しました").contains(second.location());
        assertThat(tax.post(tax.get("/referrals/new"), "/referrals", fields).status())
                .as("passed on once")
                .isEqualTo(422);
        assertThat(houkatsu.get(second.location()).status())
                .as("the first addressee")
                .isEqualTo(404);
        assertThat(houkatsu.get(path).body()).doesNotContain(second.location());
        assertThat(Web.as(port, "jiritsu").get(second.location()).body()).contains("架空山 トメ");
        assertThat(houkatsu.get(again).status()).isEqualTo(404);
    }

    @Test
    void without_consent_nothing_is_sent_and_nothing_typed_is_kept() {
        Web tax = Web.as(port, "zei");
        Map<String, List<String>> fields = new LinkedHashMap<>(sheet(window(tax, "こども家庭センター")));
        fields.put("name", List.of("架空森 ノコサナイ"));
        fields.put("consent", List.of("NOT_YET"));
        Web.Answer answer = tax.post("/referrals/new", "/referrals", fields);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location())
                .startsWith("/guidance-cards/new?issue=12&issue=03")
                .doesNotContain("架空森");
        assertThat(tax.get(answer.location()).body()).contains("checked").contains("地域包括支援センター北");
        assertThat(tax.get("/referrals/new").body()).doesNotContain("ノコサナイ");
        assertThat(tax.get("/referrals").body()).doesNotContain("ノコサナイ");
        String window = window(tax, "地域包括支援センター北");
        assertThat(tax.get("/guidance-cards?to=" + window).body()).contains("0000-10-2200");
        assertThat(tax.get("/guidance-cards").status()).isEqualTo(422);
        assertThat(tax.get("/guidance-cards?to=x").status()).isEqualTo(422);
        assertThat(tax.get("/referrals/explanation").body()).contains("伝えてよいですか");
    }

    @Test
    void the_tax_counter_cannot_write_an_amount_of_arrears_unless_the_person_agreed() {
        Web tax = Web.as(port, "zei");
        Map<String, List<String>> fields = with(sheet(window(tax, "自立相談支援センターかさね")), "word", "住民税を32万円滞納しています");
        assertThat(tax.get("/referrals/new").body()).contains("地方税法22条");
        Web.Answer refused = tax.post("/referrals/new", "/referrals", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("滞納額は書かないでください").contains("架空山 トメ");
        assertThat(tax.post("/referrals/new", "/referrals", with(fields, "money", "on"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    @Promise({"F1", "G10"})
    void danger_goes_with_its_reason_and_a_suspicion_of_abuse_is_led_to_its_own_road() {
        Web tax = Web.as(port, "zei");
        assertThat(tax.get("/referrals/new").body())
                .contains("href=\"/suspicions/new?kind=CHILD_ABUSE\"")
                .doesNotContain("value=\"CHILD_ABUSE\"")
                .contains("110番");
        Map<String, List<String>> abuse = with(
                with(with(sheet(window(tax, "こども家庭センター")), "consent", "DANGER"), "danger", "CHILD_ABUSE"),
                "dangerReason",
                "子どもの顔にあざがある");
        Web.Answer led = tax.post("/referrals/new", "/referrals", abuse);
        assertThat(led.status()).isEqualTo(422);
        assertThat(led.body()).contains("虐待の疑いを伝える").contains("子どもの顔にあざがある");
        Map<String, List<String>> fields =
                with(with(sheet(window(tax, "こども家庭センター")), "consent", "DANGER"), "danger", "LIFE");
        Web.Answer refused = tax.post("/referrals/new", "/referrals", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("何が危ないのか");
        Web.Answer sent = tax.post("/referrals/new", "/referrals", with(fields, "dangerReason", "倒れている"));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(Web.as(port, "kodomo").get(sent.location()).body())
                .contains("生命・身体の保護")
                .contains("至急");
    }

    @Test
    void an_agency_that_takes_no_consultations_is_offered_neither_on_a_sheet_nor_on_a_card() {
        Web tax = Web.as(port, "zei");
        assertThat(tax.get("/guidance-cards/new").body()).contains("こども家庭センター").doesNotContain("情報政策課");
        assertThat(tax.get("/referrals/new").body()).contains("こども家庭センター").doesNotContain("情報政策課");
        Matcher system = Pattern.compile("/agencies/(\\d+)\">情報政策課")
                .matcher(tax.get("/agencies").body());
        assertThat(system.find()).isTrue();
        Web.Answer sent = tax.post("/referrals/new", "/referrals", sheet(system.group(1)));
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.body()).contains("選択肢の中から選んでください");
        assertThat(tax.get("/guidance-cards?to=" + system.group(1)).status()).isEqualTo(422);
    }

    @Test
    @Promise({"G7", "G10"})
    void a_withdrawn_consent_shuts_the_receiver_out_and_gives_the_sender_the_sheet_to_take_back() {
        Web tax = Web.as(port, "zei");
        Web houkatsu = Web.as(port, "houkatsu");
        String path = sent(tax, "地域包括支援センター北");
        houkatsu.post(path, path + "/receipt", Map.of());
        houkatsu.post(path, path + "/acceptance", Map.of());
        assertThat(houkatsu.get("/").body()).contains(path);
        Matcher opened = Pattern.compile("/households/[0-9a-f-]{36}")
                .matcher(houkatsu.get(path).body());
        assertThat(opened.find()).isTrue();
        assertThat(houkatsu.get(opened.group()).body()).contains("つなぎの同意あり");
        Matcher household = Pattern.compile("/households/[0-9a-f-]{36}")
                .matcher(tax.get(path).body());
        assertThat(household.find()).isTrue();
        Matcher withdrawal = Pattern.compile("/households/[0-9a-f-]{36}/consents/[0-9a-f-]{36}/withdrawal")
                .matcher(tax.get(household.group() + "/consents").body());
        assertThat(withdrawal.find()).isTrue();
        assertThat(tax.post(withdrawal.group(), withdrawal.group(), Map.of("reason", List.of("本人の申し出")))
                        .status())
                .isEqualTo(303);

        assertThat(houkatsu.get(path).status()).isEqualTo(404);
        assertThat(houkatsu.get(opened.group()).body())
                .as("its own record stays, and no longer says that a consent lives")
                .doesNotContain("つなぎの同意あり");
        assertThat(houkatsu.get("/").body()).doesNotContain(path);
        assertThat(tax.get("/").body()).contains("同意が取りやめられたつなぎを取り下げる").contains(path);
        assertThat(tax.get("/referrals").body()).contains("ご本人が同意を取りやめました");
        assertThat(tax.get(path).body()).contains("ご本人が同意を取りやめました").contains("同意が取りやめられたつなぎを取り下げる");
        assertThat(tax.post(path + "/withdrawal/new", path + "/withdrawal", Map.of("words", List.of("本人の申し出")))
                        .status())
                .isEqualTo(303);
        assertThat(tax.get("/").body()).doesNotContain(path);
        assertThat(tax.get(path).body()).contains("取り下げました");
    }

    @Test
    void bad_input_comes_back_with_everything_typed() {
        Web tax = Web.as(port, "zei");
        Web.Answer empty = tax.post("/referrals/new", "/referrals", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("ご本人の同意を選んでください")
                .contains("お名前を入れてください")
                .contains("だれにつなぐか");
        Map<String, List<String>> fields = sheet("999999");
        fields.put("name", List.of("長".repeat(101)));
        fields.put("phone", List.of("電話なし"));
        fields.put("issues", List.of("ZZ"));
        fields.put("mainIssue", List.of(""));
        fields.put("word", List.of("<b>ことば</b>"));
        fields.put("birth", List.of("令和0年2月30日"));
        fields.put("replyBy", List.of("R1.5.1"));
        fields.put("urgency", List.of("NEVER"));
        fields.put("consent", List.of("MAYBE"));
        Web.Answer bad = tax.post("/referrals/new", "/referrals", fields);
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body())
                .contains("&lt;b>ことば&lt;/b>".replace(">", "&gt;"))
                .contains("令和0年2月30日")
                .contains("100文字まで")
                .contains("選択肢の中から選んでください")
                .contains("きょうより後の日");
    }

    @Test
    void strangers_and_damaged_addresses_find_nothing() {
        Web tax = Web.as(port, "zei");
        String path = sent(tax, "地域包括支援センター北");
        Web stranger = Web.as(port, "shougai");
        assertThat(stranger.get("/referrals").body()).doesNotContain(path);
        for (String page : List.of("", "/sheet", "/refusal/new", "/reply/new", "/withdrawal/new", "/keeping/new")) {
            assertThat(stranger.get(path + page).status()).as(page).isEqualTo(404);
        }
        for (String act : List.of("/receipt", "/acceptance", "/confirmation")) {
            assertThat(stranger.post("/referrals", path + act, Map.of()).status())
                    .as(act)
                    .isEqualTo(404);
        }
        for (String act : List.of("/refusal", "/reply", "/withdrawal", "/keeping")) {
            assertThat(stranger.post("/referrals", path + act, Map.of("words", List.of("x"), "code", List.of("DONE")))
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(stranger.get("/referrals/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(stranger.get("/referrals/x").status()).isEqualTo(404);
        assertThat(stranger.get("/referrals/new?from=x").status()).isEqualTo(404);
        assertThat(stranger.get("/referrals/new?from=" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }
}
