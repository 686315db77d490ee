package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow.State;
import kasane.gate.NotVisible;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.Walk;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 一部のもどし, and a whole case that goes from A to B and back to A. */
@WithKasane
@Tag("pages")
@Promise("F9")
class PartialHandBackTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    PartialHandBacks partials;

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?> refused
                ? refused.reason().key()
                : "";
    }

    private static PartialHandBacks.Offer offer(RunningStory story, String to, PersonId... about) {
        return new PartialHandBacks.Offer(
                story.agency(to), Set.of(about), List.of("05"), "見本：通所の調整を続けてほしい", false, null, null);
    }

    private List<Walk.Work> work(UUID partial) {
        try (AsRole root = AsRole.superuser(connections)) {
            return Walk.Work.openOn(root, partial);
        }
    }

    private void owned(UUID partial, String kind, AgencyId by) {
        assertThat(work(partial)).singleElement().satisfies(work -> {
            assertThat(work.kind()).isEqualTo("collaboration." + kind);
            assertThat(work.owner()).isEqualTo(by);
        });
    }

    @Test
    void part_of_a_case_is_offered_and_taken_and_the_case_goes_on_with_the_rest() {
        RunningStory story = RunningStory.running(context);
        PersonId mihon = story.plan.persons.get(0);
        PersonId mokei = story.plan.persons.get(1);
        assertThat(refused(partials.offer(story.suishin, story.caseId, offer(story, "shougai", mokei))))
                .as("of モケイ it may know nothing")
                .isEqualTo("collaboration.refused.part-not-covered");
        assertThat(refused(partials.offer(story.suishin, story.caseId, offer(story, "gakkou", mihon))))
                .isEqualTo("collaboration.refused.part-not-covered");
        assertThat(refused(partials.offer(story.suishin, story.caseId, offer(story, "shougai"))))
                .isEqualTo("collaboration.refused.nobody");
        assertThatThrownBy(() -> partials.offer(story.as("jiritsu"), story.caseId, offer(story, "shougai", mihon)))
                .isInstanceOf(NotVisible.class);
        UUID offered = partials.offer(story.suishin, story.caseId, offer(story, "shougai", mihon))
                .orElseThrow();
        owned(offered, "part", story.agency("shougai"));
        assertThat(refused(partials.accept(story.as("jiritsu"), offered)))
                .as("whoever was not asked")
                .isEqualTo("collaboration.refused.other-side");
        partials.accept(story.as("shougai"), offered).orElseThrow();
        assertThat(work(offered)).isEmpty();
        assertThat(story.state()).isEqualTo(State.RUNNING);
        assertThat(story.open()).hasSize(1);
        assertThat(story.inForceOrLast().state()).isEqualTo(Plan.State.IN_FORCE);
        assertThat(refused(partials.refuse(story.as("shougai"), offered, "やはり")))
                .isEqualTo("collaboration.refused.ended");
    }

    @Test
    void what_was_agreed_to_in_the_minutes_is_taken_at_once() {
        RunningStory story = RunningStory.running(context);
        PersonId mihon = story.plan.persons.get(0);
        UUID talk =
                partials.ground(story.suishin, story.caseId).talks().getFirst().id();
        PartialHandBacks.Offer agreed = new PartialHandBacks.Offer(
                story.agency("shougai"), Set.of(mihon), List.of("05"), "見本：通所の調整", true, talk, null);
        UUID taken = partials.offer(story.suishin, story.caseId, agreed).orElseThrow();
        assertThat(work(taken)).isEmpty();
        assertThat(partials.find(story.as("shougai"), taken).partial().state())
                .isEqualTo(PartialHandBackFlow.State.TAKEN);
        assertThat(refused(partials.offer(
                        story.suishin,
                        story.caseId,
                        new PartialHandBacks.Offer(
                                story.agency("shougai"),
                                Set.of(mihon),
                                List.of("05"),
                                "見本",
                                true,
                                UUID.randomUUID(),
                                null))))
                .isEqualTo("collaboration.refused.part-no-minutes");
    }

    @Test
    void what_is_refused_goes_to_another_or_to_the_next_conference_or_stays() {
        RunningStory story = RunningStory.running(context);
        PersonId mokei = story.plan.persons.get(1);
        UUID first = partials.offer(story.suishin, story.caseId, offer(story, "houkatsu", mokei))
                .orElseThrow();
        assertThat(refused(partials.refuse(story.as("houkatsu"), first, " ")))
                .isEqualTo("collaboration.refused.why-not");
        partials.refuse(story.as("houkatsu"), first, "手が足りない").orElseThrow();
        owned(first, "part-refused", story.suishin.agency());
        UUID item = story.propose(story.evaluate("jiritsu").orElseThrow());
        assertThat(refused(story.conclude(item, "CLOSE", story.agency("jiritsu"), true)))
                .as("the whole is not handed on before the part is settled")
                .isEqualTo("collaboration.refused.part-open");
        story.conclude(item, "CONTINUE", null, false).orElseThrow();

        UUID second = partials.askAnother(story.suishin, first, story.agency("jiritsu"), "見本：訪問を続ける")
                .orElseThrow();
        assertThat(work(first)).isEmpty();
        owned(second, "part", story.agency("jiritsu"));
        partials.refuse(story.as("jiritsu"), second, "遠い").orElseThrow();

        UUID meeting = story.plan.meeting();
        String path = partials.confer(story.suishin, second, meeting).orElseThrow();
        owned(second, "part-conferred", story.suishin.agency());
        UUID talk = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        story.conclude(meeting, talk, "PASS_ON", story.agency("houkatsu"), true).orElseThrow();
        assertThat(work(second)).isEmpty();
        List<PartialHandBacks.Partial> all = partials.ofCase(story.suishin, story.caseId);
        assertThat(all)
                .as("the history stays readable")
                .extracting(PartialHandBacks.Partial::state)
                .containsExactlyInAnyOrder(
                        PartialHandBackFlow.State.TAKEN,
                        PartialHandBackFlow.State.PASSED_ON,
                        PartialHandBackFlow.State.PASSED_ON);
        assertThat(all.stream()
                        .filter(partial -> partial.state() == PartialHandBackFlow.State.TAKEN)
                        .findFirst()
                        .orElseThrow()
                        .toName())
                .isEqualTo("地域包括支援センター北");

        UUID kept = partials.offer(story.suishin, story.caseId, offer(story, "jiritsu", mokei))
                .orElseThrow();
        UUID again = kept;
        partials.refuse(story.as("jiritsu"), again, "手一杯").orElseThrow();
        UUID next = story.plan.meeting();
        String nextPath = partials.confer(story.suishin, again, next).orElseThrow();
        story.conclude(
                        next,
                        UUID.fromString(nextPath.substring(nextPath.lastIndexOf('/') + 1)),
                        "CONTINUE",
                        null,
                        false)
                .orElseThrow();
        assertThat(partials.find(story.suishin, again).partial().state()).isEqualTo(PartialHandBackFlow.State.KEPT);
        assertThat(story.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whoever_leaves_the_team_is_not_asked_any_more_and_a_review_takes_every_offer_along() {
        RunningStory story = RunningStory.running(context);
        PersonId mihon = story.plan.persons.get(0);
        UUID left = partials.offer(story.suishin, story.caseId, offer(story, "shougai", mihon))
                .orElseThrow();
        UUID stays = partials.offer(story.suishin, story.caseId, offer(story, "jiritsu", mihon))
                .orElseThrow();
        context.getBean(Teams.class)
                .leave(story.suishin, story.caseId, story.agency("shougai"), story.today, "AGENCY")
                .orElseThrow();
        assertThat(work(left)).isEmpty();
        assertThat(partials.find(story.suishin, left).partial().state()).isEqualTo(PartialHandBackFlow.State.KEPT);
        owned(stays, "part", story.agency("jiritsu"));
        story.plan.story.withdraw(1);
        assertThat(work(stays)).isEmpty();
        assertThat(partials.find(story.suishin, stays).partial().state()).isEqualTo(PartialHandBackFlow.State.LAPSED);
        assertThat(refused(partials.offer(story.suishin, story.caseId, offer(story, "jiritsu", mihon))))
                .isEqualTo("collaboration.refused.part-not-now");
    }

    @Test
    void a_case_goes_from_the_first_sender_to_the_coordinator_and_back_as_often_as_it_must() {
        RunningStory story = RunningStory.running(context);
        CaseStory people = story.plan.story;
        story.closed("houkatsu", true);
        assertThat(story.state()).isEqualTo(State.FOLLOW_UP);
        assertThat(story.open().getFirst().get(1))
                .as("back with 包括北, which sent it first")
                .isEqualTo(people.asker.agency().value().toString());
        people.send().accept();
        UUID second = people.caseId();
        assertThat(story.state()).isEqualTo(State.ENDED);
        assertThat(story.plan.cases.ofHousehold(people.asker, people.householdId()))
                .as("both can be read by whoever asked")
                .extracting(standing -> standing.file().id())
                .containsExactly(second, story.caseId);
        assertThat(story.handBacks.ofCase(people.asker, story.caseId)).hasSize(1);
        assertThat(story.plan.plans.ofCase(people.asker, story.caseId)).isNotEmpty();
        assertThat(Web.as(port, "houkatsu").get("/cases/" + second).body())
                .contains("まえのケース")
                .contains("/cases/" + story.caseId);
    }

    @Test
    void the_form_and_the_pages_of_both_sides() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web suishin = Web.as(port, "suishin");
        assertThat(suishin.get(of).body()).contains("一部をもどす");
        Web.Answer form = suishin.get(of + "/partial-hand-backs/new");
        assertThat(form.body()).contains("紹介元").contains("同意のある人のことだけをもどせます");
        Web.Answer empty = suishin.post(form, of + "/partial-hand-backs", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("だれのことかを1人以上選んでください")
                .contains("何についてかを1つ以上選んでください")
                .contains("引き継ぐことを入れてください")
                .contains("もどす機関を選んでください")
                .contains("どう決めるか");
        Map<String, List<String>> typed = Map.of(
                "persons", List.of(story.plan.persons.get(0).value().toString()),
                "topics", List.of("05"),
                "words", List.of("<b>通所</b>の調整"),
                "to", List.of(story.agency("shougai").value().toString()),
                "how", List.of("AGREED"));
        Web.Answer without = suishin.post(form, of + "/partial-hand-backs", typed);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("引き受けを確かめた会議の議題を選んでください").contains("&lt;b");
        Map<String, List<String>> good = new java.util.HashMap<>(typed);
        good.put("how", List.of("OFFER"));
        Web.Answer sent = suishin.post(form, of + "/partial-hand-backs", good);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String at = sent.location();
        Web shougai = Web.as(port, "shougai");
        assertThat(shougai.get("/").body()).contains("一部のもどしに答える");
        assertThat(shougai.get(at).body())
                .contains("引き受ける")
                .contains("対応できない")
                .contains("答える期限")
                .contains("☎");
        assertThat(suishin.get(at).body()).doesNotContain(">引き受ける<").contains("取りやめて、こちらで続ける");
        assertThat(Web.as(port, "gakkou").get(at).status()).isEqualTo(404);
        assertThat(Web.as(port, "jiritsu").get(at + "/refusal/new").status()).isEqualTo(404);
        Web.Answer refusing = shougai.get(at + "/refusal/new");
        assertThat(shougai.post(refusing, at + "/refusal", Map.of()).body()).contains("理由を入れてください");
        assertThat(shougai.post(refusing, at + "/refusal", Map.of("words", List.of("見本の理由")))
                        .status())
                .isEqualTo(303);
        assertThat(suishin.get(at).body())
                .contains("見本の理由")
                .contains("button-primary\" href=\"" + at + "/offer/new")
                .contains("つぎの会議にかける")
                .contains("多機関協働で続ける");
        Web.Answer asking = suishin.get(at + "/offer/new");
        assertThat(asking.body()).contains("前の答えは対応不可でした");
        assertThat(suishin.post(asking, at + "/offer", Map.of()).body())
                .contains("もどす機関を選んでください")
                .contains("引き継ぐことを入れてください");
        Web.Answer conferring = suishin.get(at + "/conference/new");
        assertThat(suishin.post(conferring, at + "/conference", Map.of()).body())
                .contains("会議を選んでください");
        UUID meeting = story.plan.meeting();
        Web.Answer conferred = suishin.post(
                suishin.get(at + "/conference/new"),
                at + "/conference",
                Map.of("meeting", List.of(meeting.toString())));
        assertThat(conferred.status()).as(conferred.body()).isEqualTo(303);
        String item = conferred.location();
        suishin.post(
                item,
                "/conferences/" + meeting + "/secrecy",
                Map.of("item", List.of(item.substring(item.lastIndexOf('/') + 1))));
        assertThat(suishin.get(item).body()).contains("一部のもどし（");
        assertThat(suishin.get(at).body()).contains("会議の議題をひらく");
        assertThat(suishin.get(of).body()).contains("一部（").contains("会議にかけています");
    }
}
