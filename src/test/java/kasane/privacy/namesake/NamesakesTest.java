package kasane.privacy.namesake;

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

/** 名寄せ候補 as a person of the municipality uses it: a reason first, then the name of an agency. */
@WithKasane
@Tag("authorisation")
@Promise("P6")
class NamesakesTest {

    @LocalServerPort
    int port;

    @Test
    void with_a_reason_the_municipality_is_told_which_window_to_ring_and_the_officer_reads_the_reason() {
        String elsewhere = household(Web.as(port, "houkatsu"), "名寄川", "S22.2.2");
        Web office = Web.as(port, "zei");
        String mine = household(office, "名寄川", "S22.2.2");
        Web.Answer members = office.get(mine + "/members");
        assertThat(members.body()).contains(mine + "/namesakes/new");
        Web.Answer refused = office.post(mine + "/namesakes/new", mine + "/namesakes", fields("reason", "見本の詳しいわけ"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("どなたについて確かめるかを選んで", "なぜ確かめるのかを選んで", "見本の詳しいわけ");
        Web.Answer asked = office.post(
                mine + "/namesakes/new",
                mine + "/namesakes",
                fields("person", person(members), "code", "SUPPORT", "reason", "見本の詳しいわけ"));
        assertThat(asked.status()).isEqualTo(303);
        assertThat(office.get(asked.location()).body())
                .contains("地域包括支援センター北", "0000-10-2200", "見本の詳しいわけ")
                .doesNotContain(elsewhere);
        assertThat(Web.as(port, "hogo").get("/namesakes").body())
                .contains("見本沢タクミ", "見本の詳しいわけ")
                .doesNotContain("名寄川", "地域包括支援センター北", mine);
    }

    @Test
    void searching_and_opening_a_record_of_the_same_name_tell_nothing() {
        household(Web.as(port, "houkatsu"), "黙秘川", "S22.2.3");
        Web office = Web.as(port, "zei");
        assertThat(office.get("/search?q=黙秘川").body()).contains("見つかりません").doesNotContain("地域包括支援センター北");
        String mine = household(office, "黙秘川", "S22.2.3");
        assertThat(office.get(mine + "/members").body()).doesNotContain("地域包括支援センター北", "同じお名前の");
    }

    @Test
    void an_agency_that_is_not_the_municipality_s_is_offered_nothing() {
        Web keeper = Web.as(port, "houkatsu");
        String mine = household(keeper, "委託川", "S22.2.4");
        assertThat(keeper.get(mine + "/members").body()).doesNotContain("namesakes");
        assertThat(keeper.get(mine + "/namesakes/new").status()).isEqualTo(404);
    }

    @Test
    void from_a_record_in_which_something_is_shut_nobody_asks_and_what_was_typed_stays() {
        Web office = Web.as(port, "zei");
        Web.Answer opened = office.post(
                "/households/new",
                "/households",
                fields("family", "秘名川", "given", "フタリ", "birth", "S22.2.5", "conceal", "YES"));
        String mine = opened.location().replaceFirst("/concealment$", "");
        String person = person(office.get(mine + "/members"));
        assertThat(office.post(
                                mine + "/namesakes/new",
                                mine + "/namesakes",
                                fields("person", person, "code", "TWICE", "reason", "見本の消えないわけ"))
                        .body())
                .contains("秘匿があるあいだは", "見本の消えないわけ");
    }

    private static String household(Web web, String family, String birth) {
        Web.Answer opened =
                web.post("/households/new", "/households", fields("family", family, "given", "フタリ", "birth", birth));
        assertThat(opened.status()).isEqualTo(303);
        return opened.location().replaceFirst("/members$", "");
    }

    private static String person(Web.Answer members) {
        Matcher id = Pattern.compile("/members/([0-9a-f-]{36})").matcher(members.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
