package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 会議体の設定: a town says from which day on it holds a body, by which law and with which secrecy. */
@WithKasane
@Tag("pages")
@Promise({"F5", "F8"})
class BodySettingsTest {

    private static final String PAGE = "/settings/conference-bodies";

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @AfterEach
    void as_it_was() {
        try (AsRole root = AsRole.superuser(connections)) {
            root.script("delete from conference.body where written_at is not null");
        }
    }

    private static Map<String, List<String>> fields(String held, String from) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("held", List.of(held));
        fields.put("convenes", List.of("COORDINATOR"));
        fields.put("law", List.of("かさね市 幹部会議設置要綱"));
        fields.put("secrecy", List.of("同要綱第5条"));
        fields.put("from", List.of(from));
        return fields;
    }

    @Test
    void the_administrator_lets_the_town_hold_a_conference_of_executives_from_a_day_on() {
        Web system = Web.as(port, "system");
        Web suishin = Web.as(port, "suishin");
        assertThat(system.get("/settings").body()).contains("会議体");
        assertThat(system.get(PAGE).body()).contains("幹部会議", "ひらかない", "社会福祉法第106条の6");
        assertThat(suishin.get("/conferences/new").body()).doesNotContain("幹部会議");
        assertThat(system.post(PAGE + "/EXECUTIVE/new", PAGE + "/EXECUTIVE", fields("YES", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(system.get(PAGE).body()).contains("かさね市 幹部会議設置要綱", "R8.6.15 から");
        assertThat(suishin.get("/conferences/new").body()).contains("幹部会議");
        assertThat(system.post(PAGE + "/EXECUTIVE/new", PAGE + "/EXECUTIVE", fields("NO", "R8.6.15"))
                        .body())
                .contains("その日からのことは、もう決められています");
    }

    @Test
    void a_body_that_the_town_gives_up_is_offered_until_that_day() {
        Web system = Web.as(port, "system");
        assertThat(system.post(PAGE + "/CARE/new", PAGE + "/CARE", fields("NO", "R8.7.1"))
                        .status())
                .isEqualTo(303);
        assertThat(Web.as(port, "suishin").get("/conferences/new").body()).contains("地域ケア会議");
        assertThat(system.post(PAGE + "/NETWORK/new", PAGE + "/NETWORK", fields("NO", "R8.6.15"))
                        .status())
                .isEqualTo(303);
        assertThat(Web.as(port, "suishin").get("/conferences/new").body()).doesNotContain("相談支援ネットワーク会議");
    }

    @Test
    @Promise("C9")
    void bad_input_is_told_at_its_field_and_kept() {
        Web system = Web.as(port, "system");
        Map<String, List<String>> wrong = fields("YES", "R8.6.14");
        wrong.put("law", List.of(" "));
        wrong.put("secrecy", List.of(""));
        wrong.put("source", List.of("残したい理由"));
        Web.Answer answer = system.post(PAGE + "/EXECUTIVE/new", PAGE + "/EXECUTIVE", wrong);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("#f-law", "#f-secrecy", "#f-from", "守秘の根拠を入れてください", "残したい理由");
        assertThat(system.get(PAGE + "/NOWHERE/new").status()).isEqualTo(404);
        assertThat(Web.as(port, "suishin").get(PAGE).status()).isEqualTo(404);
    }
}
