package kasane.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.register.Households;
import kasane.register.PersonDetails;
import kasane.register.PersonName;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("pages")
@Promise("G9")
class ReceptionPagesTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    Households households;

    @Test
    void a_consultation_about_somebody_unknown_is_received_and_stays_with_its_agency() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer sent = web.post("/consultations/new?from=neighbour", "/consultations", told(Map.of()));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        Web.Answer page = web.get(sent.location());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("夜中に大きな声", "名前は伏せる", "隠田モトコ", "つなぎの目安");
        assertThat(Web.as(port, "houkatsu2").get(sent.location()).body())
                .contains("夜中に大きな声")
                .doesNotContain("隠田モトコ");
        assertThat(Web.as(port, "kodomo").get(sent.location()).status()).isEqualTo(404);
        assertThat(web.get("/consultations").body()).contains("夜中に大きな声").doesNotContain("隠田モトコ");
        assertThat(web.get("/consultations?show=mine&before=x_y").status()).isEqualTo(200);
    }

    @Test
    void bad_input_is_answered_at_the_field_and_everything_typed_stays() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer bad = web.post(
                "/consultations/new",
                "/consultations",
                told(Map.of(
                        "doneOn", List.of("令和0年2月30日"),
                        "channel", List.of("NOPE"),
                        "issues", List.of(),
                        "main", List.of(),
                        "caller", List.of("ALIEN"),
                        "story", List.of(" "),
                        "wish", List.of("<b>帰りたい</b>"))));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("&lt;b&gt;帰りたい&lt;/b&gt;", "令和0年2月30日", "困りごとを1つ以上", "聞いたことを入れて", "選択肢の中から");
        Web.Answer hidden = web.post("/consultations/new", "/consultations", told(Map.of("audience", List.of("TEAM"))));
        assertThat(hidden.status()).isEqualTo(422);
        assertThat(hidden.body()).contains("自機関だけの記録にしてください");
        assertThat(web.post("/consultations/new", "/consultations", told(Map.of("story", List.of("あ".repeat(9000)))))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_danger_leads_to_the_telephone_until_somebody_was_told() {
        Web web = Web.as(port, "houkatsu");
        Web.Answer sent =
                web.post("/consultations/new", "/consultations", told(Map.of("dangers", List.of("CHILD_ABUSE"))));
        Web.Answer page = web.get(sent.location());
        assertThat(page.body()).contains("いますぐ伝えてください", "189", "0000-10-5500", "児童虐待防止法6条");
        Web.Answer empty = web.post(page, sent.location() + "/danger-calls", Map.of("to", List.of("")));
        assertThat(empty.status()).isEqualTo(422);
        Web.Answer called = web.post(
                web.get(sent.location()),
                sent.location() + "/danger-calls",
                Map.of("to", List.of("こども家庭センター 試作田"), "calledOn", List.of("R8.6.15"), "calledTime", List.of("8:55")));
        assertThat(called.status()).as(called.body()).isEqualTo(303);
        assertThat(web.get(sent.location()).body()).contains("試作田").doesNotContain("いますぐ伝えてください");
    }

    @Test
    void a_phone_note_becomes_a_consultation_and_its_words_stay() {
        Web web = Web.as(port, "houkatsu");
        assertThat(web.post("/phone-notes/new", "/phone-notes", Map.of("text", List.of("")))
                        .status())
                .isEqualTo(422);
        assertThat(web.post("/phone-notes/new", "/phone-notes", Map.of("text", List.of("例島さん 折り返し希望")))
                        .status())
                .isEqualTo(303);
        String list = web.get("/consultations").body();
        assertThat(list).contains("例島さん 折り返し希望");
        String note = list.substring(list.indexOf("/phone-notes/", list.indexOf("例島さん")))
                .split("\"")[0];
        assertThat(Web.as(port, "kodomo").get(note).status()).isEqualTo(404);
        UUID id = UUID.fromString(note.substring("/phone-notes/".length()));
        Web.Answer form = web.get("/consultations/new?note=" + id);
        assertThat(form.body()).contains("例島さん 折り返し希望");
        Web.Answer sent = web.post(form, "/consultations", told(Map.of("note", List.of(id.toString()))));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(web.get(sent.location()).body()).contains("例島さん 折り返し希望");
        assertThat(web.get(note).location()).isEqualTo(sent.location());
        assertThat(web.get("/consultations/new?note=" + id).status()).isEqualTo(404);
    }

    @Test
    void a_consultation_is_bound_to_a_household_later_and_foreign_ones_are_not_there() {
        Viewer.Staff viewer = People.viewer(connections, "houkatsu");
        HouseholdId own = household(viewer);
        HouseholdId foreign = household(People.viewer(connections, "kodomo"));
        Web web = Web.as(port, "houkatsu");
        String path =
                web.post("/consultations/new", "/consultations", told(Map.of())).location();
        assertThat(bind(web, path, foreign).status()).isEqualTo(404);
        assertThat(bind(web, path, own).status()).isEqualTo(303);
        assertThat(web.get(path).body()).contains("架空山家");
        assertThat(web.get("/consultations/new?household=" + foreign.value()).status())
                .isEqualTo(404);
        assertThat(web.get("/consultations/new?household=" + own.value()).body())
                .contains("架空山家", "トメ");
        Web.Answer known = web.post(
                "/consultations/new?household=" + own.value(),
                "/consultations",
                told(Map.of("household", List.of(own.value().toString()))));
        assertThat(web.get(known.location()).body()).contains("架空山家");
        assertThat(web.get("/consultations/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(web.get("/consultations/x").status()).isEqualTo(404);
    }

    @Test
    void records_of_a_household_keep_facts_and_interpretation_apart_and_are_corrected_with_a_reason() {
        Viewer.Staff viewer = People.viewer(connections, "houkatsu");
        HouseholdId household = household(viewer);
        String base = "/households/" + household.value() + "/records";
        Web web = Web.as(port, "houkatsu");
        Map<String, List<String>> typed = new HashMap<>(Map.of(
                "doneOn", List.of("R8.6.14"),
                "doneTime", List.of("13:30"),
                "method", List.of("03"),
                "person", List.of("household"),
                "facts", List.of("通帳が見つからない"),
                "impression", List.of("物忘れが進んでいる"),
                "next", List.of("受診に付き添う"),
                "who", List.of("ME"),
                "until", List.of("R8.6.20"),
                "audience", List.of("OWN")));
        Web.Answer sent = web.post(base + "/new", base, typed);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(web.get(base).body()).contains("通帳が見つからない", "物忘れが進んでいる", "R8.6.14 13:30");
        assertThat(web.get(base + "?only=own").body()).contains("通帳が見つからない");
        assertThat(Web.as(port, "kodomo").get(base).status()).isEqualTo(404);
        assertThat(Web.as(port, "kodomo").get(sent.location()).status()).isEqualTo(404);
        Web.Answer correction = web.get(sent.location() + "/correction");
        typed.put("facts", List.of("通帳は引き出しにあった"));
        typed.put("reason", List.of(""));
        assertThat(web.post(correction, sent.location() + "/correction", typed).status())
                .isEqualTo(422);
        typed.put("reason", List.of("聞きちがい"));
        assertThat(web.post(correction, sent.location() + "/correction", typed).status())
                .isEqualTo(303);
        assertThat(web.get(sent.location()).body()).contains("引き出しにあった", "通帳が見つからない", "聞きちがい");
        typed.put("facts", List.of("三つめの文"));
        typed.put("_form", List.of(UUID.randomUUID().toString()));
        assertThat(web.post(correction, sent.location() + "/correction", typed).status())
                .isEqualTo(409);
        typed.put("doneOn", List.of("R9.1.1"));
        typed.remove("_form");
        Web.Answer future = web.post(base + "/new", base, typed);
        assertThat(future.status()).isEqualTo(422);
        assertThat(future.body()).contains("これからの日時は書けません");
    }

    private HouseholdId household(Viewer.Staff viewer) {
        return households.open(
                viewer,
                new Households.NewHousehold(
                        "架空山",
                        "",
                        List.of(Households.NewMember.of(
                                PersonDetails.of(PersonName.of("架空山", "トメ", "かくうやま", "とめ"), "", PartialDate.UNKNOWN),
                                ""))));
    }

    private static Web.Answer bind(Web web, String path, HouseholdId household) {
        return web.post(
                web.get(path),
                path + "/bindings",
                Map.of(
                        "household", List.of(household.value().toString()),
                        "_form", List.of(UUID.randomUUID().toString())));
    }

    private static Map<String, List<String>> told(Map<String, List<String>> more) {
        Map<String, List<String>> fields = new HashMap<>(Map.ofEntries(
                Map.entry("aboutWords", List.of("2丁目のアパートの方")),
                Map.entry("caller", List.of("NEIGHBOUR")),
                Map.entry("informantName", List.of("隠田モトコ")),
                Map.entry("secrecy", List.of("NOT_ASKED")),
                Map.entry("channel", List.of("PHONE")),
                Map.entry("doneOn", List.of("R8.6.14")),
                Map.entry("issues", List.of("09", "10")),
                Map.entry("main", List.of("09")),
                Map.entry("story", List.of("夜中に大きな声がする")),
                Map.entry("urgency", List.of("WEEK")),
                Map.entry("audience", List.of("OWN"))));
        fields.putAll(more);
        return fields;
    }
}
