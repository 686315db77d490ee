package kasane.register;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of the register as a caseworker uses them. */
@WithKasane
@Tag("pages")
@Promise("G8")
class RegisterPagesTest {

    @LocalServerPort
    int port;

    private Web web;
    private String household;

    @BeforeEach
    void aHousehold() {
        web = Web.as(port, "houkatsu");
        Web.Answer opened = web.post(
                "/households/new",
                "/households",
                fields(
                        "family",
                        "架空山",
                        "given",
                        "トメ",
                        "familyKana",
                        "かくうやま",
                        "givenKana",
                        "とめ",
                        "birth",
                        "S21.3.5",
                        "sex",
                        "F"));
        assertThat(opened.status()).isEqualTo(303);
        household = opened.location().replace("/members", "");
    }

    @Test
    void a_new_household_shows_its_person_with_age_and_asks_for_a_safe_way_of_contact() {
        Web.Answer page = web.get(household + "/members");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("架空山家", "架空山 トメ", "80歳", "S21.3.5", "女性", "安全な連絡方法をまだ聞いていません");
    }

    @Test
    void what_cannot_be_read_comes_back_with_a_sentence_and_everything_typed() {
        Web.Answer refused = web.post(
                "/households/new",
                "/households",
                fields("given", "トメ", "birth", "令和0年13月40日", "familyKana", "漢字", "sex", "Z", "note", "x".repeat(1001)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("令和0年13月40日", "ふりがなは、ひらがなかカタカナで", "選択肢の中から", "世帯の呼び名を入れてください", "1000文字まで");
        assertThat(web.post("/households/new", "/households", fields("label", "架空山"))
                        .body())
                .contains("どれか1つを入れてください");
    }

    @Test
    void another_agency_gets_not_found_for_every_page_and_every_form() {
        Web stranger = Web.as(port, "jiritsu");
        String person = person("トメ");
        for (String path : List.of(
                "/members",
                "/name",
                "/members/new",
                "/members/" + person,
                "/members/" + person + "/leaving",
                "/relationships/new",
                "/contacts/new?person=" + person,
                "/safe-contact",
                "/consents",
                "/consents/new?person=" + person,
                "/members/" + UUID.randomUUID())) {
            assertThat(stranger.get(household + path).status()).as(path).isEqualTo(404);
        }
        Web.Answer own = stranger.get("/households/new");
        for (String path : List.of("/members", "/name", "/members/" + person, "/relationships", "/safe-contact")) {
            assertThat(stranger.post(
                                    own,
                                    household + path,
                                    fields("family", "例島", "label", "例島", "phone", "0312345678", "kind", "OTHER"))
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(web.get("/households/not-an-id/members").status()).isEqualTo(404);
    }

    @Test
    void members_ties_and_those_who_left_are_kept() {
        add("架空山", "ヒロシ", "CHILD", "S47");
        add("架空山", "ハナ", "GRANDCHILD", "H28.4.1");
        assertThat(web.get(household + "/members").body()).contains("54歳", "10歳・小5", "孫");
        Web.Answer tie = web.post(
                household + "/relationships/new",
                household + "/relationships",
                fields("person", person("トメ"), "other", person("ヒロシ"), "kind", "PARENT_OF", "how", "conflict"));
        assertThat(tie.status()).isEqualTo(303);
        assertThat(web.get(household + "/members").body()).contains("架空山 トメは、架空山 ヒロシの親", "対立がある");
        assertThat(web.post(household + "/relationships/new", household + "/relationships", fields("kind", "SPOUSE"))
                        .body())
                .contains("だれの関係かを選んでください", "相手を選ぶか");
        String left = household + "/members/" + person("ヒロシ") + "/leaving";
        assertThat(web.post(left, left, fields("until", "R8.6", "leaving", "MOVED"))
                        .status())
                .isEqualTo(303);
        assertThat(web.get(household + "/members").body()).contains("世帯を出た方", "R8.6");
    }

    @Test
    void the_safe_way_of_contact_stands_at_the_head_of_every_page() {
        String safe = household + "/safe-contact";
        assertThat(web.post(safe, safe, fields()).status()).isEqualTo(422);
        assertThat(web.post(safe, safe, fields("phone", "０９０－００００－０００１", "voicemail", "NO", "doNot", "兄には言わない"))
                        .status())
                .isEqualTo(303);
        assertThat(web.get(household + "/consents").body()).contains("兄には言わない・", "留守電不可");
    }

    @Test
    @Promise("G11")
    void two_people_changing_one_person_meet_on_the_merge_page_and_both_changes_can_be_kept() {
        String edit = household + "/members/" + person("トメ");
        Web.Answer mine = web.get(edit);
        Web colleague = Web.as(port, "houkatsu2");
        Map<String, List<String>> theirs = whole();
        theirs.put("given", List.of("とめ子"));
        theirs.put("note", List.of("耳が遠い"));
        assertThat(colleague.post(edit, edit, theirs).status()).isEqualTo(303);
        Map<String, List<String>> typed = whole();
        typed.put("given", List.of("留"));
        typed.put("alias", List.of("トメばあちゃん"));
        typed.putAll(kept(mine));
        Web.Answer conflict = web.post(mine, edit, typed);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("仮名森アオイ", "とめ子", "留", "トメばあちゃん", "耳が遠い");
        Map<String, List<String>> decided = new LinkedHashMap<>(typed);
        decided.put("merge.given", List.of("theirs"));
        Matcher settled = Pattern.compile("name=\"(merge\\.[a-zA-Z]+)\" value=\"(mine|theirs)\"")
                .matcher(conflict.body());
        while (settled.find()) {
            decided.putIfAbsent(settled.group(1), List.of(settled.group(2)));
        }
        decided.putAll(kept(conflict));
        assertThat(web.post(conflict, edit, decided).status()).isEqualTo(303);
        String now = web.get(edit).body();
        assertThat(now).contains("とめ子", "トメばあちゃん", "耳が遠い");
    }

    @Test
    @Promise("G7")
    void a_consent_is_looked_at_before_it_is_recorded_and_withdrawn_with_its_effect_said_before() {
        String person = person("トメ");
        String form = household + "/consents/new?person=" + person;
        String action = household + "/consents?person=" + person;
        Web.Answer page = web.get(form);
        assertThat(page.body()).contains("障害者相談支援センターかさね").doesNotContain("value=\"SELF\" checked");
        Matcher agency = Pattern.compile("name=\"recipients\" value=\"(\\d+)\"[^>]*><label[^>]*>障害者相談支援センターかさね")
                .matcher(page.body());
        assertThat(agency.find()).isTrue();
        Map<String, List<String>> typed = fields(
                "recipients",
                agency.group(1),
                "categories",
                "CONTACT",
                "purpose",
                "いっしょに支えるため",
                "excludedNote",
                "兄には言わない",
                "givenOn",
                "R8.6.15",
                "until",
                "R9.3.31",
                "speaker",
                "SELF",
                "method",
                "SPOKEN",
                "explainedHow",
                "自宅で");
        Map<String, List<String>> relative = new LinkedHashMap<>(typed);
        relative.put("speaker", List.of("RELATIVE"));
        Web.Answer refused = web.post(page, action, relative);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("本人の代わりに同意できません", "兄には言わない");
        assertThat(web.post(page, action, fields("until", "きのう")).status()).isEqualTo(422);

        Web.Answer confirm = web.post(page, action, typed);
        assertThat(confirm.status()).isEqualTo(200);
        assertThat(confirm.body()).contains("こう見えるようになります", "R9.3.31", "住所・電話・安全な連絡方法", "収入・お金のこと");
        Web receiver = Web.as(port, "shougai");
        assertThat(receiver.get(household + "/members").status()).isEqualTo(404);
        typed.put("step", List.of("save"));
        assertThat(web.post(confirm, action, typed).status()).isEqualTo(303);
        assertThat(receiver.get(household + "/members").status()).isEqualTo(200);
        assertThat(receiver.get(household + "/consents").body()).contains("地域包括支援センター北");
        String list = web.get(household + "/consents").body();
        assertThat(list).contains("あり（〜R9.3.31）");

        Matcher consent =
                Pattern.compile("/consents/([0-9a-f-]{36})/withdrawal").matcher(list);
        assertThat(consent.find()).isTrue();
        String withdrawal = household + consent.group();
        assertThat(receiver.get(withdrawal).status()).isEqualTo(404);
        assertThat(web.get(withdrawal).body()).contains("1機関から、いますぐ見えなくなります。自機関の記録は残ります");
        assertThat(web.post(withdrawal, withdrawal, fields()).status()).isEqualTo(422);
        assertThat(web.post(withdrawal, withdrawal, fields("reason", "本人の申し出")).status())
                .isEqualTo(303);
        assertThat(receiver.get(household + "/members").status()).isEqualTo(404);
        assertThat(web.get(household + "/consents").body()).contains("撤回");
    }

    /** What a page keeps hidden of the record as it was opened and as somebody else saved it. */
    private static Map<String, List<String>> kept(Web.Answer page) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        Matcher hidden = Pattern.compile(
                        "<textarea name=\"(_(?:theirs|base)\\.[a-zA-Z]+)\" hidden>\\R?([^<]*)</textarea>")
                .matcher(page.body());
        while (hidden.find()) {
            kept.put(hidden.group(1), List.of(hidden.group(2).strip()));
        }
        return kept;
    }

    private void add(String family, String given, String tie, String birth) {
        assertThat(web.post(
                                household + "/members/new",
                                household + "/members",
                                fields("family", family, "given", given, "tie", tie, "birth", birth))
                        .status())
                .isEqualTo(303);
    }

    private String person(String given) {
        Matcher row = Pattern.compile(
                        Pattern.quote(given) + "<span class=\"sub\">.*?/members/([0-9a-f-]{36})", Pattern.DOTALL)
                .matcher(web.get(household + "/members").body());
        assertThat(row.find()).as(given).isTrue();
        return row.group(1);
    }

    private static Map<String, List<String>> whole() {
        return fields(
                "family",
                "架空山",
                "given",
                "トメ",
                "familyKana",
                "かくうやま",
                "givenKana",
                "とめ",
                "birth",
                "S21.3.5",
                "sex",
                "F",
                "tie",
                "SELF",
                "together",
                "YES",
                "from",
                "",
                "alias",
                "",
                "former",
                "",
                "latin",
                "",
                "language",
                "",
                "deceased",
                "",
                "note",
                "");
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
