package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.postgres.Connections;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 直接の聞き取り: 多機関協働 asks itself, with a reason, and what it heard lies beside what the agencies gathered. */
@WithKasane
@Tag("pages")
@Promise("F4")
class DirectInquiriesTest {

    private static final String HEARD = "「夜が長い」と言われた見本";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    private CaseStory story;
    private String page;
    private Web suishin;

    @BeforeEach
    void a_case_of_two_of_whom_one_agreed_to_the_advisers_of_disability() {
        story = new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
        page = "/cases/" + story.caseId();
        suishin = Web.as(port, "suishin");
    }

    private Map<String, List<String>> heard(PersonId... persons) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        typed.put(
                "persons",
                List.of(persons).stream()
                        .map(person -> person.value().toString())
                        .toList());
        typed.put("reason", List.of("WISH"));
        typed.put("topic", List.of("HEALTH"));
        typed.put("source", List.of("PERSON"));
        typed.put("on", List.of("R8.6.15"));
        typed.put("words", List.of(HEARD));
        return typed;
    }

    private Web.Answer write(Map<String, List<String>> typed) {
        return suishin.post(page + "/inquiries/new", page + "/inquiries", typed);
    }

    @Test
    void what_was_heard_stands_on_the_case_and_beside_the_assessment_with_the_reason() {
        assertThat(suishin.get(page).body()).contains(page + "/inquiries/new");
        assertThat(write(heard(story.persons().getFirst())).location()).isEqualTo(page);
        assertThat(suishin.get(page).body()).contains("直接の聞き取り", "健康・受診（本人から聞いた）", HEARD);
        assertThat(suishin.get(page + "/assessments/new").body()).contains(HEARD, "ご本人が、多機関協働に話したいと望んだ");
    }

    @Test
    void nobody_reads_it_past_the_consent_of_each_person_it_is_about() {
        write(heard(story.persons().get(0), story.persons().get(1)));
        String count = "select count(*) from collaboration.direct_inquiry where case_id = ?";
        try (AsRole both = AsRole.staff(connections, People.viewer(connections, "jiritsu"), TestClock.START);
                AsRole one = AsRole.staff(connections, People.viewer(connections, "shougai"), TestClock.START)) {
            assertThat(both.number(count, story.caseId())).isOne();
            assertThat(one.number(count, story.caseId())).isZero();
        }
        assertThat(Web.as(port, "shougai").get(page).body()).doesNotContain(HEARD);
        for (String login : List.of("jiritsu", "shougai", "houkatsu", "zei")) {
            Web other = Web.as(port, login);
            assertThat(other.get(page + "/inquiries/new").status()).as(login).isEqualTo(404);
            assertThat(other.post(
                                    "/cases",
                                    page + "/inquiries",
                                    heard(story.persons().getFirst()))
                            .status())
                    .as(login)
                    .isEqualTo(404);
        }
    }

    @Test
    void without_a_reason_or_a_day_that_has_been_it_comes_back_as_typed() {
        Map<String, List<String>> typed = heard();
        typed.put("reason", List.of("NEVER"));
        typed.put("topic", List.of());
        typed.put("source", List.of("x"));
        typed.put("on", List.of("R99.1.1"));
        Web.Answer refused = write(typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("選択肢の中から選んでください", "だれのことかを1人以上選んでください", "項目を選んでください", "R99.1.1", HEARD);
        assertThat(suishin.get(page).body()).doesNotContain(HEARD);
    }
}
