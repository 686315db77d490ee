package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.casework.CaseFlow.State;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.Walk;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 出来事: what happens is looked at before the next day of monitoring, and from there the plan is made anew. */
@WithKasane
@Tag("pages")
@Promise("F9")
class OccurrencesTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?> refused
                ? refused.reason().key()
                : "";
    }

    private static Decision<UUID> tell(RunningStory story, String login, PersonId about, @Nullable LocalDate by) {
        return story.occurrences.tell(
                story.as(login),
                story.caseId,
                new Occurrences.Written(Set.of(about), "POLICE", story.today, "見本の出来事：夜に救急車が来た", by));
    }

    private List<Walk.Work> work(UUID occurrence) {
        try (AsRole root = AsRole.superuser(connections)) {
            return Walk.Work.openOn(root, occurrence);
        }
    }

    @Test
    void what_an_agency_tells_is_due_within_days_and_a_monitoring_settles_it_beside_its_own_day() {
        RunningStory story = RunningStory.running(context);
        String before = story.open().getFirst().get(2);
        PersonId mihon = story.plan.persons.get(0);
        UUID told = tell(story, "shougai", mihon, null).orElseThrow();
        assertThat(work(told))
                .containsExactly(
                        new Walk.Work("collaboration.occurrence", story.suishin.agency(), LocalDate.of(2026, 6, 22)));
        assertThat(story.open().getFirst().get(2))
                .as("the day of the next monitoring stays")
                .isEqualTo(before);
        UUID urgent = tell(story, "jiritsu", mihon, story.today.plusDays(1)).orElseThrow();
        assertThat(work(urgent).getFirst().due()).isEqualTo(story.today.plusDays(1));
        assertThat(refused(tell(story, "jiritsu", mihon, story.today.minusDays(1))))
                .isEqualTo("collaboration.refused.due-past");
        assertThat(refused(tell(story, "shougai", story.plan.persons.get(1), null)))
                .as("of モケイ it may know nothing")
                .isEqualTo("collaboration.refused.nobody");
        assertThatThrownBy(() -> tell(story, "gakkou", mihon, null)).isInstanceOf(NotVisible.class);

        UUID monitoring = story.monitor(story.suishin, "REPLAN", story.today.plusDays(20), Set.of(told))
                .orElseThrow();
        assertThat(work(told)).isEmpty();
        assertThat(work(urgent)).as("what was not looked at stays").hasSize(1);
        assertThat(story.occurrences
                        .find(story.as("shougai"), told)
                        .occurrence()
                        .state())
                .isEqualTo(OccurrenceFlow.State.MONITORED);
        assertThat(story.occurrences.ofMonitoring(story.suishin, monitoring))
                .extracting(Occurrences.Occurrence::id)
                .containsExactly(told);
        story.occurrences.withdraw(story.as("jiritsu"), urgent).orElseThrow();
        assertThat(work(urgent)).isEmpty();
        assertThat(refused(story.occurrences.note(story.suishin, urgent, "見本のわけ")))
                .isEqualTo("collaboration.refused.ended");
    }

    @Test
    void nobody_hands_a_case_on_before_somebody_has_looked_at_what_was_told() {
        RunningStory story = RunningStory.running(context);
        UUID item = story.propose(story.evaluate("jiritsu").orElseThrow());
        UUID told = tell(story, "jiritsu", story.plan.persons.get(1), null).orElseThrow();
        assertThat(refused(story.conclude(item, "CLOSE", story.agency("jiritsu"), true)))
                .isEqualTo("collaboration.refused.occurrence-open");
        assertThat(story.state()).isEqualTo(State.CLOSING);
        assertThat(refused(story.occurrences.note(story.suishin, told, " ")))
                .isEqualTo("collaboration.refused.noted-why");
        assertThat(refused(story.occurrences.note(story.as("jiritsu"), told, "見本のわけ")))
                .as("whoever told does not settle it")
                .isEqualTo("collaboration.refused.other-side");
        story.occurrences.note(story.suishin, told, "電話でご本人に確かめた").orElseThrow();
        story.conclude(item, "CLOSE", story.agency("jiritsu"), true).orElseThrow();
        assertThatThrownBy(() -> tell(story, "jiritsu", story.plan.persons.get(1), null))
                .as("whoever leads now looks by itself")
                .isInstanceOf(NotVisible.class);
    }

    @Test
    void a_case_in_review_takes_along_what_was_told_and_nobody_keeps_work_on_what_they_no_longer_see() {
        RunningStory story = RunningStory.running(context);
        UUID mihon = tell(story, "shougai", story.plan.persons.get(0), null).orElseThrow();
        UUID mokei = tell(story, "jiritsu", story.plan.persons.get(1), null).orElseThrow();
        story.plan.story.withdraw(0);
        assertThat(story.state()).isEqualTo(State.REVIEW);
        assertThat(work(mihon)).isEmpty();
        assertThat(work(mokei)).isEmpty();
        Viewer.Staff suishin = story.suishin;
        assertThatThrownBy(() -> story.occurrences.find(suishin, mihon)).isInstanceOf(NotVisible.class);
        assertThat(story.occurrences.find(suishin, mokei).occurrence().state()).isEqualTo(OccurrenceFlow.State.LAPSED);
    }

    @Test
    void from_the_telling_over_the_monitoring_to_the_next_version_of_the_plan() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web shougai = Web.as(port, "shougai");
        assertThat(shougai.get(of).body()).contains("出来事を知らせる");
        Web.Answer form = shougai.get(of + "/occurrences/new");
        assertThat(form.body()).contains("ミホン").doesNotContain("モケイさん");
        Web.Answer sent = shougai.post(
                form,
                of + "/occurrences",
                Map.of(
                        "kind", List.of("POLICE"),
                        "persons", List.of(story.plan.persons.get(0).value().toString()),
                        "on", List.of("R8.6.15"),
                        "words", List.of("見本の出来事：駅で保護された"),
                        "by", List.of("")));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        String at = sent.location();
        assertThat(shougai.get(at).body()).contains("駅で保護された").contains("取り下げる").doesNotContain("済ませる<");
        Web suishin = Web.as(port, "suishin");
        assertThat(suishin.get("/").body()).contains("出来事のあとのモニタリング");
        assertThat(suishin.get(at).body())
                .contains("警察・救急がかかわった")
                .contains("button-primary\" href=\"" + of + "/monitorings/new")
                .contains("モニタリングをせずに済ませる");
        assertThat(Web.as(port, "gakkou").get(at).status()).isEqualTo(404);
        assertThat(Web.as(port, "system").get(at).status()).isEqualTo(404);
        assertThat(suishin.get(of).body()).contains("モニタリングを待っています");

        Web.Answer looking = suishin.get(of + "/monitorings/new");
        assertThat(looking.body()).contains("見た出来事").contains("警察・救急がかかわった（");
        String id = at.substring(at.lastIndexOf('/') + 1);
        Web.Answer looked = suishin.post(
                looking,
                of + "/monitorings",
                Map.of(
                        "doneOn", List.of("R8.6.15"),
                        "method", List.of("03"),
                        "situation", List.of("見本の様子"),
                        "verdict", List.of("REPLAN"),
                        "nextOn", List.of("R8.7.1"),
                        "occurrences", List.of(id)));
        assertThat(looked.status()).as(looked.body()).isEqualTo(303);
        Web.Answer monitoring = suishin.get(looked.location());
        assertThat(monitoring.body()).contains("見た出来事").contains("プランを見直す");
        assertThat(shougai.get(at).body()).contains("モニタリングで見ました");

        Web.Answer anew = suishin.post(monitoring, of + "/revision", Map.of());
        assertThat(anew.status()).as(anew.body()).isEqualTo(303);
        assertThat(suishin.get(anew.location()).body())
                .as("the next version starts from the one in force, with what was seen of it at hand")
                .contains("（第2版）")
                .contains("ふたりの家計簿")
                .contains("さいごのモニタリング")
                .contains("プランの見直しが要る");
    }

    @Test
    void bad_input_is_told_at_each_field_and_everything_typed_is_kept() {
        RunningStory story = RunningStory.running(context);
        String of = "/cases/" + story.caseId;
        Web jiritsu = Web.as(port, "jiritsu");
        Web.Answer form = jiritsu.get(of + "/occurrences/new");
        Web.Answer empty = jiritsu.post(form, of + "/occurrences", Map.of());
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body())
                .contains("なにがあったかを選んでください")
                .contains("だれのことかを1人以上選んでください")
                .contains("いつを入れてください")
                .contains("様子（事実）を入れてください");
        Web.Answer bad = jiritsu.post(
                form,
                of + "/occurrences",
                Map.of(
                        "kind", List.of("NEVER"),
                        "persons", List.of("x"),
                        "on", List.of("R8.6.16"),
                        "words", List.of("<b>様子</b>"),
                        "by", List.of("R8.6.1")));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body())
                .contains("選択肢の中から選んでください")
                .contains("これからの日は書けません")
                .contains("きょうからあとの日")
                .contains("value=\"R8.6.16\"")
                .contains("&lt;b");
        UUID told = tell(story, "jiritsu", story.plan.persons.get(0), null).orElseThrow();
        Web suishin = Web.as(port, "suishin");
        Web.Answer noting = suishin.get("/occurrences/" + told + "/note/new");
        assertThat(suishin.post(noting, "/occurrences/" + told + "/note", Map.of())
                        .body())
                .contains("わけを入れてください");
        assertThat(jiritsu.get("/occurrences/" + told + "/note/new").status()).isEqualTo(404);
    }
}
