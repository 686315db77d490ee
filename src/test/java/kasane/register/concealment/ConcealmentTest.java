package kasane.register.concealment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.postgres.Connections;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 秘匿 as two colleagues live with it: one is admitted, the other is the manager and is not. */
@WithKasane
@Tag("pages")
@Promise("P4")
class ConcealmentTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    private Web worker() {
        return Web.as(port, "houkatsu");
    }

    private Web manager() {
        return Web.as(port, "houkatsu2");
    }

    @Test
    void a_record_shut_from_its_first_moment_is_found_by_nobody_but_the_one_who_made_it() {
        Web worker = worker();
        String household = open(worker, "秘匿崎", "conceal", "YES");
        assertThat(worker.get(household + "/members").body()).contains("秘匿崎家", "同居中（相談していること自体を隠す）");
        assertThat(worker.get("/search?q=秘匿崎").body()).contains(household);
        assertThat(worker.get("/caseload").status()).isEqualTo(200);
        Web manager = manager();
        for (String page : List.of("", "/members", "/records", "/consents", "/concealment", "/name")) {
            assertThat(manager.get(household + page).status()).as(page).isEqualTo(404);
        }
        for (String page : List.of("/search?q=秘匿", "/", "/caseload", "/consultations")) {
            assertThat(manager.get(page).body()).as(page).doesNotContain("秘匿崎", household);
        }
        // Somebody of the same name is taken down anew, and nothing tells that there is one already.
        assertThat(manager.post("/households/new", "/households", fields("family", "秘匿崎", "given", "ミホン"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void of_whoever_has_fled_the_colleague_sees_the_name_and_not_the_new_address_and_is_told_nothing() {
        Web worker = worker();
        String household = open(worker, "避難川");
        String person = person(worker, household);
        contact(worker, household, person, "ADDRESS", "見本の避難先の町1-2");
        contact(worker, household, person, "SCHOOL", "見本の転校先");
        assertThat(manager().get(household + "/members").body()).contains("見本の避難先の町1-2", "見本の転校先");
        conceal(worker, household, "mode", "FLED", "persons", person, "counterpart", "見本の相手方");
        assertThat(worker.get(household + "/members").body()).contains("見本の避難先の町1-2", "見本の転校先", "相手方: 見本の相手方");
        Web manager = manager();
        String seen = manager.get(household + "/members").body();
        assertThat(seen).contains("避難川").doesNotContain("見本の避難先の町", "見本の転校先", "見本の相手方", "避難後");
        assertThat(manager.get(household + "/concealment").body())
                .contains("秘匿にする")
                .doesNotContain("見本の相手方", "見てよい人");
        // What is written down later about the same person is shut as well.
        contact(manager, household, person, "WORK", "見本の新しい勤め先");
        assertThat(manager.get(household + "/members").body()).doesNotContain("見本の新しい勤め先");
        assertThat(worker.get(household + "/members").body()).contains("見本の新しい勤め先");
    }

    @Test
    void it_ends_by_two_and_never_by_one_and_somebody_always_stays_admitted() {
        Web worker = worker();
        String household = open(worker, "終結川", "conceal", "YES");
        String measure = measure(worker, household);
        Web.Answer alone = worker.post(measure + "/end/new", measure + "/end", fields("reason", "見本のわけ"));
        assertThat(alone.status()).isEqualTo(422);
        assertThat(alone.body()).contains("もう1人の確かめが要ります", "見本のわけ");
        int me = People.viewer(connections, "houkatsu").staff().value();
        int other = People.viewer(connections, "houkatsu2").staff().value();
        assertThat(worker.post(household + "/concealment", measure + "/readers/" + me + "/dismissal", Map.of())
                        .body())
                .contains("最後の1人は外せません");
        assertThat(worker.post(measure + "/readers/new", measure + "/readers", fields("admitted", "" + other))
                        .status())
                .isEqualTo(303);
        Web manager = manager();
        assertThat(manager.get(household + "/concealment").body()).contains("見てよい人");
        assertThat(worker.post(measure + "/end/new", measure + "/end", fields("reason", "見本のわけ"))
                        .status())
                .isEqualTo(303);
        assertThat(worker.post(household + "/concealment", measure + "/end/confirmation", Map.of())
                        .body())
                .contains("頼んだ人とは別の人が確かめます");
        assertThat(manager.get(household + "/concealment").body()).contains("確かめて、秘匿を終える", "見本のわけ");
        assertThat(manager.post(household + "/concealment", measure + "/end/confirmation", Map.of())
                        .location())
                .isEqualTo(household + "/members");
        assertThat(manager.get(household + "/members").body()).contains("終結川家").doesNotContain("相談していること自体");
    }

    @Test
    void a_renewal_is_a_decision_of_its_own_and_the_one_before_stays_readable() {
        Web worker = worker();
        String household = open(worker, "更新川", "conceal", "YES");
        String measure = measure(worker, household);
        assertThat(worker.post(measure + "/terms/new", measure + "/terms", fields("until", "R5.1.1", "note", "見本の確かめ"))
                        .body())
                .contains("きょうより後の日", "見本の確かめ");
        assertThat(worker.post(
                                measure + "/terms/new",
                                measure + "/terms",
                                fields("until", "R10.3.31", "note", "見本の確かめ"))
                        .status())
                .isEqualTo(303);
        assertThat(worker.get(household + "/concealment").body()).contains("R10.3.31", "R9.6.15", "見本の確かめ");
    }

    @Test
    void the_record_of_both_is_no_place_to_hide_a_consultation_in() {
        Web worker = worker();
        String household = open(worker, "同居川");
        String person = person(worker, household);
        Web.Answer refused = worker.post(
                household + "/concealment/new",
                household + "/concealment",
                fields(
                        "mode",
                        "TOGETHER",
                        "basis",
                        "WISH",
                        "until",
                        "R10.3.31",
                        "counterpartPerson",
                        person,
                        "watch",
                        "見本の注意"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("ご本人だけの新しい記録を作って", "見本の注意");
        assertThat(worker.post(household + "/concealment/new", household + "/concealment", fields("until", "きのう"))
                        .body())
                .contains("根拠を選んでください", "どちらですか", "きのう");
    }

    @Test
    @Promise("P5")
    void whoever_has_an_interest_keeps_away_and_only_their_manager_lets_them_back() {
        Web manager = manager();
        String household = open(manager, "利害川");
        Web worker = worker();
        assertThat(worker.get(household + "/members").status()).isEqualTo(200);
        assertThat(worker.post(household + "/interest/new", household + "/interest", Map.of())
                        .location())
                .isEqualTo("/");
        assertThat(worker.get(household + "/members").status()).isEqualTo(404);
        assertThat(worker.get("/search?q=利害").body()).doesNotContain(household);
        assertThat(worker.get("/interests").status()).isEqualTo(404);
        String shut = open(worker, "最後川", "conceal", "YES");
        assertThat(worker.post(shut + "/interest/new", shut + "/interest", Map.of())
                        .body())
                .contains("いまはあなただけです");
        assertThat(worker.get(shut + "/members").status()).isEqualTo(200);
        Web.Answer list = manager.get("/interests");
        assertThat(list.body()).contains("利害川家", "例示原ミドリ");
        Matcher line =
                Pattern.compile("(?s)利害川家.*?(/interests/[0-9a-f-]{36}/end)").matcher(list.body());
        assertThat(line.find()).isTrue();
        assertThat(manager.post(list, line.group(1), Map.of()).status()).isEqualTo(303);
        assertThat(worker.get(household + "/members").status()).isEqualTo(200);
    }

    @Test
    @Promise("P5")
    void kin_declared_beforehand_are_kept_from_whoever_declared_them_from_the_first_moment_and_nothing_tells_of_it() {
        Web worker = worker();
        Web manager = manager();
        String before = open(manager, "縁者川", "birth", "S30.3.3");
        assertThat(worker.get(before + "/members").status()).isEqualTo(200);
        assertThat(worker.post("/kin/new", "/kin", fields("called", "縁者川ミホン", "birth", "昭和30年"))
                        .body())
                .contains("年月日まで", "縁者川ミホン", "昭和30年");
        Web.Answer declared = worker.post("/kin/new", "/kin", fields("called", "縁者川　ミホン", "birth", "S30.3.3"));
        Web.Answer nobody = worker.post("/kin/new", "/kin", fields("called", "不在川　ミホン", "birth", "S30.3.4"));
        assertThat(declared.location()).isEqualTo(nobody.location()).isEqualTo("/kin");
        assertThat(worker.get("/kin").body()).contains("縁者川", "不在川").doesNotContain(before);
        assertThat(manager.get("/kin").body()).doesNotContain("縁者川");
        assertThat(worker.get(before + "/members").status()).isEqualTo(404);
        String after = open(manager, "不在川", "birth", "S30.3.4");
        assertThat(worker.get(after + "/members").status()).isEqualTo(404);
        assertThat(worker.get("/search?q=不在川").body()).doesNotContain(after);
        assertThat(manager.get(after + "/members").status()).isEqualTo(200);
        assertThat(manager.get("/interests").body()).contains("不在川家");
    }

    private static String open(Web web, String family, String... more) {
        Map<String, List<String>> fields = fields("family", family, "given", "ミホン");
        fields.putAll(fields(more));
        Web.Answer opened = web.post("/households/new", "/households", fields);
        assertThat(opened.status()).isEqualTo(303);
        return opened.location().replaceFirst("/(members|concealment)$", "");
    }

    private static String person(Web web, String household) {
        Matcher person = Pattern.compile("/members/([0-9a-f-]{36})")
                .matcher(web.get(household + "/members").body());
        assertThat(person.find()).isTrue();
        return person.group(1);
    }

    private static void contact(Web web, String household, String person, String kind, String value) {
        String at = household + "/contacts";
        assertThat(web.post(
                                at + "/new?person=" + person,
                                at + "?person=" + person,
                                fields("kind", kind, "value", value))
                        .status())
                .isEqualTo(303);
    }

    private static void conceal(Web web, String household, String... fields) {
        Map<String, List<String>> all = fields("basis", "MEASURE", "until", "R9.3.31");
        all.putAll(fields(fields));
        Web.Answer done = web.post(household + "/concealment/new", household + "/concealment", all);
        assertThat(done.status()).isEqualTo(303);
    }

    private static String measure(Web web, String household) {
        Matcher measure = Pattern.compile("/concealment/([0-9a-f-]{36})/")
                .matcher(web.get(household + "/concealment").body());
        assertThat(measure.find()).isTrue();
        return household + "/concealment/" + measure.group(1);
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
