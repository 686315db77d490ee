package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * 整備パターン: the five ways in which towns place 多機関協働 differ in who has the duty of a coordinator, and in nothing else.
 * Whoever asks another waits for its answer; whoever has a coordinator in the house begins at once, with a consent all the same.
 */
@WithKasane
@Tag("pages")
@Promise("F14")
class OrganisationPatternsTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Cases cases;

    @Autowired
    CaseExits exits;

    private AsRole root;

    @BeforeEach
    void the_town_as_it_is() {
        root = AsRole.superuser(connections);
        root.script("create table if not exists public.coordinators_before as"
                + " select * from access.duty where duty = 'COORDINATOR'");
    }

    @AfterEach
    void the_town_as_it_was() {
        coordinators();
        root.script("insert into access.duty overriding system value select * from public.coordinators_before;"
                + " drop table public.coordinators_before");
        root.close();
    }

    /** From the beginning of the year these people are coordinators, and nobody else is. */
    private void coordinators(String... logins) {
        root.script("delete from access.duty where duty = 'COORDINATOR'");
        for (String login : logins) {
            root.run("""
                    insert into access.duty (hat_id, duty, valid_from)
                    select h.id, 'COORDINATOR', '2026-01-01' from access.hat h
                    join access.account a on a.staff_id = h.staff_id where a.login = ? order by h.id limit 1
                    """, login);
        }
    }

    private CaseStory consented(String keeper, String coordinator) {
        CaseStory story = new CaseStory(context, keeper, coordinator).household("見取図", "サンカク", "シカク");
        // 多機関協働係 decides itself, and needs no consent to reach its own chief.
        String[] to = keeper.equals("suishin") ? new String[] {coordinator} : new String[] {"kacho", coordinator};
        return story.consent(0, to).consent(1, to);
    }

    private Map<String, List<String>> request(CaseStory story, String to) {
        return Map.of(
                "to", List.of(story.as(to).agency().value().toString()),
                "persons",
                        story.persons().stream().map(p -> p.value().toString()).toList(),
                "reasons", List.of("UNTANGLE"),
                "situation", List.of("見本の依頼：困りごとが重なっている"));
    }

    private Web.Answer asks(CaseStory story, String login, String to) {
        String home = "/households/" + story.householdId().value() + "/support-requests";
        return Web.as(port, login).post(home + "/new", home, request(story, to));
    }

    private Cases.Standing standing(CaseStory story) {
        return cases.ofHousehold(story.asker, story.householdId()).getFirst();
    }

    /** The agency asks another one, which answers. */
    private void oneAsksTheOther(String counter, String coordinator) {
        CaseStory story = consented(counter, coordinator);
        Web.Answer sent = asks(story, counter, coordinator);
        assertThat(sent.location()).as(sent.body()).startsWith("/support-requests/");
        assertThat(cases.ofHousehold(story.asker, story.householdId())).isEmpty();
        Web.Answer taken = Web.as(port, coordinator).post(sent.location(), sent.location() + "/acceptance", Map.of());
        assertThat(taken.status()).as(taken.body()).isEqualTo(303);
        assertThat(standing(story).file().owner()).isEqualTo(story.coordinator.agency());
        assertThat(standing(story).file().referrer()).isEqualTo(story.asker.agency());
    }

    /** The agency has a coordinator itself and begins at once. */
    private CaseStory itBeginsItself(String agency) {
        CaseStory story = consented(agency, agency.equals("shougai") ? "jiritsu" : "shougai");
        String form = "/households/" + story.householdId().value() + "/support-requests/new";
        assertThat(Web.as(port, agency).get(form).body()).contains("こちらの機関です。すぐにケースを始めます。");
        Web.Answer begun = asks(story, agency, agency);
        assertThat(begun.location())
                .as(begun.body())
                .isEqualTo("/households/" + story.householdId().value() + "/case");
        assertThat(standing(story).state()).isEqualTo(CaseFlow.State.PLANNING);
        assertThat(standing(story).file().owner()).isEqualTo(story.asker.agency());
        assertThat(Web.as(port, agency).get("/").body())
                .as("there is work, and it is the agency's own")
                .contains("見取図家");
        return story;
    }

    @Test
    void one_an_agency_of_its_own_without_a_counter_is_asked_by_the_counters() {
        coordinators("suishin");
        oneAsksTheOther("houkatsu", "suishin");
        CaseStory story = consented("houkatsu", "suishin");
        assertThat(asks(story, "houkatsu", "houkatsu").status())
                .as("a counter without a coordinator begins nothing itself")
                .isEqualTo(422);
    }

    @Test
    void two_an_agency_of_its_own_with_a_counter_is_asked_and_begins_itself() {
        coordinators("suishin");
        oneAsksTheOther("houkatsu", "suishin");
        itBeginsItself("suishin");
    }

    @Test
    void three_a_one_stop_counter_carries_what_it_hears() {
        coordinators("houkatsu");
        itBeginsItself("houkatsu");
    }

    @Test
    void four_one_of_the_counters_coordinates_for_all_of_them() {
        coordinators("houkatsu");
        oneAsksTheOther("jiritsu", "houkatsu");
        itBeginsItself("houkatsu");
    }

    @Test
    void five_every_counter_has_somebody_who_coordinates_and_may_still_ask_another() {
        coordinators("houkatsu", "jiritsu", "shougai");
        itBeginsItself("houkatsu");
        itBeginsItself("jiritsu");
        oneAsksTheOther("jiritsu", "shougai");
    }

    @Test
    void the_duty_is_given_on_the_page_of_the_person() {
        coordinators();
        Web system = Web.as(port, "system");
        String hat = root.texts("""
                select '/staff/' || h.staff_id || '/hats/' || h.id || '/duties' from access.hat h
                join access.account a on a.staff_id = h.staff_id where a.login = 'houkatsu' order by h.id limit 1
                """).getFirst();
        assertThat(system.post(hat + "/new", hat, Map.of("duty", List.of("COORDINATOR"), "from", List.of("R8.6.15")))
                        .status())
                .isEqualTo(303);
        itBeginsItself("houkatsu");
    }

    @Test
    @Promise("F8")
    void also_whoever_keeps_the_record_needs_a_consent_and_loses_it() {
        coordinators("houkatsu");
        CaseStory without = new CaseStory(context, "houkatsu", "suishin").household("見取図", "マル");
        Web.Answer refused = asks(without, "houkatsu", "houkatsu");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("同意");

        CaseStory story = itBeginsItself("houkatsu");
        story.withdraw(0).withdraw(1);
        Cases.Standing standing = standing(story);
        assertThat(standing.state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThat(exits.resume(story.asker, standing.file().id()))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        answer -> assertThat(answer.reason()).isEqualTo(Reason.of("casework.refused.nobody-agrees")));
    }
}
