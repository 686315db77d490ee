package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 会議モード: the wall shows nothing that one of those who sit there may not see. */
@WithKasane
@Tag("authorisation")
@Promise("F6")
class Law04ProjectorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final String SECRET = "架空谷";
    private static final String CLOSED = "この場では表示できません";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    @Autowired
    Presence presence;

    /** A meeting today about two people; 自立相談 may know of one of them only and comes all the same. */
    private record Scene(CaseStory story, UUID meeting, UUID item) {
        String wall() {
            return "/conferences/" + meeting + "/items/" + item + "/projector";
        }
    }

    private Scene scene() {
        CaseStory story = new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "shougai")
                .send()
                .accept();
        UUID meeting = meetings.convene(
                        story.coordinator,
                        "MULTI",
                        new Meetings.Appointment(TODAY, LocalTime.of(13, 30), null, "見本会議室"),
                        List.of(
                                story.as("jiritsu").agency(),
                                story.as("shougai").agency()))
                .orElseThrow();
        UUID item = agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        meetings.confirmSecrecy(story.coordinator, meeting);
        return new Scene(story, meeting, item);
    }

    private String wall(Scene scene) {
        return Web.as(port, "suishin").get(scene.wall()).body();
    }

    @Test
    void while_somebody_sits_there_who_may_not_see_the_item_nothing_of_it_is_shown() {
        Scene scene = scene();
        meetings.answer(scene.story().as("shougai"), scene.meeting(), true, "");
        assertThat(wall(scene)).contains(SECRET).doesNotContain(CLOSED);
        meetings.answer(scene.story().as("jiritsu"), scene.meeting(), true, "");
        assertThat(wall(scene)).contains(CLOSED, "自立相談支援センターかさね").doesNotContain(SECRET, "見本の議題");
        presence.move(
                        scene.story().coordinator,
                        scene.meeting(),
                        scene.item(),
                        scene.story().as("jiritsu").agency(),
                        false)
                .orElseThrow();
        assertThat(wall(scene)).contains(SECRET).doesNotContain(CLOSED);
        presence.move(
                        scene.story().coordinator,
                        scene.meeting(),
                        scene.item(),
                        scene.story().as("jiritsu").agency(),
                        true)
                .orElseThrow();
        assertThat(wall(scene)).contains(CLOSED).doesNotContain(SECRET);
    }

    @Test
    void a_consent_that_ends_while_they_sit_there_closes_the_wall() {
        Scene scene = scene();
        meetings.answer(scene.story().as("shougai"), scene.meeting(), true, "");
        assertThat(wall(scene)).contains(SECRET);
        scene.story().withdraw(1);
        assertThat(Web.as(port, "suishin").get(scene.wall()).body()).doesNotContain(SECRET);
    }

    @Test
    void a_decision_typed_at_the_wall_is_work_of_whoever_it_names() {
        Scene scene = scene();
        Web web = Web.as(port, "suishin");
        String item = scene.wall().replace("/projector", "");
        Web.Answer bad = web.post(
                web.get(scene.wall()),
                item + "/decisions",
                Map.of("back", List.of("projector"), "what", List.of("訪ねる")));
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.body()).contains("会議モードを終える", "訪ねる", "だれがするかを選んでください");
        Web.Answer done = web.post(
                web.get(scene.wall()),
                item + "/decisions",
                Map.of(
                        "back", List.of("projector"),
                        "what", List.of("訪ねる"),
                        "agency",
                                List.of(scene.story()
                                        .as("shougai")
                                        .agency()
                                        .value()
                                        .toString()),
                        "due", List.of("R8.7.1")));
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.location()).endsWith("/projector#f-what");
        assertThat(wall(scene)).contains("障害者相談支援センターかさねが 訪ねる");
        assertThat(minutes.decisions(scene.story().as("shougai"), scene.item())).hasSize(1);
    }

    @Test
    void the_wall_is_the_convenors_and_opens_after_secrecy_was_confirmed() {
        Scene scene = scene();
        assertThat(Web.as(port, "shougai").get(scene.wall()).status()).isEqualTo(404);
        Viewer.Staff member = scene.story().as("shougai");
        assertThatThrownBy(() -> presence.move(member, scene.meeting(), scene.item(), member.agency(), false))
                .isInstanceOf(NotVisible.class);
        Viewer.Staff coordinator = scene.story().coordinator;
        assertThat(presence.move(coordinator, scene.meeting(), scene.item(), coordinator.agency(), false))
                .as("the convenor stays")
                .isInstanceOf(Decision.Refused.class);
    }
}
