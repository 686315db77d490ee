package kasane.privacy.disposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.postgres.Connections;
import kasane.routes.Shown;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 保存と廃棄 as the manager of an agency and the officer use it. */
@WithKasane
@Tag("authorisation")
@Promise("P13")
class DisposalsTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Test
    void a_record_whose_years_are_over_is_proposed_approved_by_somebody_else_and_gone_with_a_certificate() {
        String household = old("古沢川");
        String id = household.substring(household.lastIndexOf('/') + 1);
        Web manager = Web.as(port, "houkatsu2");
        assertThat(manager.get("/disposals").body()).contains("古沢川家", "相談・経過の記録", "H27.6.1", "R3.4.1");
        assertThat(Web.as(port, "houkatsu").get("/disposals").status()).isEqualTo(404);
        assertThat(manager.post("/disposals", "/disposals", Map.of()).body()).contains("1つは選んでください");
        String disposal = done(manager.post("/disposals", "/disposals", fields("units", id)));
        assertThat(manager.get(disposal).body()).contains("承認待ち").doesNotContain("古沢川", "承認する");
        Web officer = Web.as(port, "hogo");
        assertThat(officer.get("/").body()).contains("廃棄の申し出を確かめる");
        assertThat(officer.get(disposal).body()).contains("承認する", "1世帯").doesNotContain("古沢川", id);
        done(officer.post(disposal, disposal + "/approval", Map.of()));
        assertThat(manager.get("/").body()).contains("承認された廃棄を行う");
        assertThat(manager.post(disposal + "/execution/new", disposal + "/execution", fields("units", "2"))
                        .body())
                .contains("世帯の数がちがいます");
        done(manager.post(disposal + "/execution/new", disposal + "/execution", fields("units", "1")));
        assertThat(manager.get(household + "/members").status()).isEqualTo(404);
        assertThat(manager.get("/search?q=古沢川").body()).doesNotContain(id);
        assertThat(Shown.text(manager.get(disposal + "/certificate.pdf")))
                .contains("地域包括支援センター北", "相談・経過の記録", "平成27年度")
                .doesNotContain("古沢川");
    }

    @Test
    void a_hold_keeps_it_and_two_people_lift_it_and_whoever_judges_can_send_a_proposal_back() {
        String household = old("留置川");
        String id = household.substring(household.lastIndexOf('/') + 1);
        Web manager = Web.as(port, "houkatsu2");
        String disposal = done(manager.post("/disposals", "/disposals", fields("units", id)));
        Web officer = Web.as(port, "hogo2");
        assertThat(officer.post(disposal + "/return/new", disposal + "/return", Map.of())
                        .body())
                .contains("差し戻すわけ");
        done(officer.post(disposal + "/return/new", disposal + "/return", fields("words", "見本の差戻し")));
        assertThat(manager.get(disposal).body()).contains("差戻し", "見本の差戻し").doesNotContain("廃棄へ進む");
        done(manager.post(household + "/hold/new", household + "/hold", fields("reason", "見本の訴訟")));
        Web.Answer held = manager.get("/disposals");
        assertThat(held.body()).contains("留置川家", "見本の訴訟", "外すことを頼む");
        assertThat(manager.post(held, "/disposals", fields("units", id)).status())
                .isEqualTo(422);
        Matcher lift =
                Pattern.compile("(?s)見本の訴訟.*?(/holds/[0-9a-f-]{36}/lifting)").matcher(held.body());
        assertThat(lift.find()).isTrue();
        done(manager.post("/disposals", lift.group(1), Map.of()));
        assertThat(manager.post("/disposals", lift.group(1), Map.of()).body()).contains("頼んだ人とは別の人");
        assertThat(manager.get("/disposals").body()).contains("外すことを頼んだ人");
    }

    /** A record of 包括北 in which nobody has written for years. */
    private String old(String family) {
        Web keeper = Web.as(port, "houkatsu");
        String household = done(keeper.post("/households/new", "/households", fields("family", family, "given", "ミホン")))
                .replaceFirst("/members$", "");
        String id = household.substring(household.lastIndexOf('/') + 1);
        try (AsRole root = AsRole.superuser(connections)) {
            for (List<String> column : root.rows("""
                    select a.attrelid::regclass::text, a.attname from privacy.unit_tables() t
                    join pg_attribute a on a.attrelid = t and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
                    where a.attname not in ('valid_until', 'ended_at')
                    """)) {
                root.run(
                        "update " + column.get(0) + " set " + column.get(1) + " = '2015-06-01T00:00:00Z'"
                                + " where household_id = ?::uuid and " + column.get(1) + " is not null",
                        id);
            }
        }
        return household;
    }

    private static String done(Web.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }
}
