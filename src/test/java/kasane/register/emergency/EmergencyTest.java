package kasane.register.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 緊急閲覧: it opens exactly what is kept about one person, for hours, with a reason, told at once and reviewed. */
@WithKasane
@Tag("pages")
@Promise("P5")
class EmergencyTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    TestClock clock;

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    @Test
    void it_opens_the_record_of_exactly_this_person_until_its_time_is_over() {
        String household = household("急救川", "S21.3.5", "");
        Web other = Web.as(port, "jiritsu");
        assertThat(other.get(household + "/members").status()).isEqualTo(404);
        Web.Answer nobody = open(other, "急救川 ミホン", "S21.3.6");
        assertThat(other.get(nobody.location()).body()).contains("ありませんでした");
        assertThat(other.get(household + "/members").status()).isEqualTo(404);
        Web.Answer found = open(other, "急救川 ミホン", "S21.3.5");
        assertThat(other.get(found.location()).body()).contains("1件", "急救川家（", household);
        assertThat(other.get(household + "/members").body()).contains("急救川 ミホン");
        clock.set(TestClock.START.plus(Duration.ofHours(73)));
        assertThat(Web.as(port, "jiritsu").get(household + "/members").status()).isEqualTo(404);
    }

    @Test
    void who_must_know_has_it_on_today_in_the_same_moment_and_reviews_it() {
        household("急報川", "S21.3.5", "");
        Web other = Web.as(port, "jiritsu");
        String at = open(other, "急報川ミホン", "S21.3.5").location();
        Web coordinator = Web.as(port, "suishin");
        assertThat(coordinator.get("/").body()).contains("緊急閲覧があった");
        assertThat(coordinator.get(at).body()).contains("見本の緊急のわけ").doesNotContain("/households/");
        assertThat(coordinator.post(at, at + "/reading", Map.of()).status()).isEqualTo(303);
        assertThat(other.get(at + "/reviews/new").status()).isEqualTo(404);
        Web decider = Web.as(port, "kacho");
        assertThat(decider.post(at + "/reviews/new", at + "/reviews", fields("verdict", "UNFIT"))
                        .body())
                .contains("よくなかったことを書いてください");
        assertThat(decider.post(at + "/reviews/new", at + "/reviews", fields("verdict", "FIT"))
                        .status())
                .isEqualTo(303);
        assertThat(other.get(at).body()).contains("適切だった");
        assertThat(Web.as(port, "shougai").get(at).status()).isEqualTo(404);
    }

    @Test
    void it_never_finds_a_record_that_is_shut() {
        String household = household("急秘川", "S21.3.5", "YES");
        Web other = Web.as(port, "jiritsu");
        String at = open(other, "急秘川ミホン", "S21.3.5").location();
        assertThat(other.get(at).body()).contains("ありませんでした").doesNotContain(household);
        assertThat(other.get(household + "/members").status()).isEqualTo(404);
    }

    @Test
    void without_reason_and_birthday_nothing_is_looked_for_and_what_was_typed_stays() {
        Web other = Web.as(port, "jiritsu");
        Web.Answer refused = other.post(
                "/emergency-readings/new", "/emergency-readings", fields("called", "急空川 ミホン", "birth", "昭和21年"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("急空川 ミホン", "昭和21年", "年月日まで", "どんな危険かを選んでください", "なぜ、いま開くのか");
    }

    @Test
    void the_database_finds_nothing_for_whoever_has_not_written_down_why() {
        Viewer.Staff me = People.viewer(connections, "jiritsu");
        try (AsRole role = AsRole.staff(connections, me, TestClock.START)) {
            assertThat(role.attempt("select register.open_in_emergency(uuidv7())"))
                    .isEqualTo("KA002");
            assertThat(role.attempt("select sharing.give_in_emergency('{}', '2026-06-16')"))
                    .isEqualTo("42501");
            assertThat(role.attempt("""
                            insert into register.emergency (id, staff_id, owner_agency, opened_at, until_at, called, folded,
                              birth, danger, danger_edition, reason)
                            values (uuidv7(), ?, ?, ?::timestamptz, '2027-01-01', '見本', '見本', '1946-03-05', 'LIFE', 1, '見本')
                            """, me.staff().value() + 1, me.agency().value(), TestClock.START.toString()))
                    .isEqualTo("42501");
        }
    }

    private String household(String family, String birth, String conceal) {
        Web keeper = Web.as(port, "houkatsu");
        Web.Answer opened = keeper.post(
                "/households/new",
                "/households",
                fields("family", family, "given", "ミホン", "birth", birth, "conceal", conceal));
        assertThat(opened.status()).isEqualTo(303);
        return opened.location().replaceFirst("/(members|concealment)$", "");
    }

    private static Web.Answer open(Web web, String called, String birth) {
        Web.Answer done = web.post(
                "/emergency-readings/new",
                "/emergency-readings",
                fields("called", called, "birth", birth, "danger", "LIFE", "reason", "見本の緊急のわけ"));
        assertThat(done.status()).isEqualTo(303);
        return done;
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
