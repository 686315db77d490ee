package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.settings.Codes;
import kasane.settings.Town;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 会議体: each with its law; a town in 移行準備 is offered only those it may hold, and each body its own items. */
@WithKasane
@Tag("pages")
@Promise("F5")
class BodiesTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Bodies bodies;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    @Autowired
    Db db;

    @Autowired
    Codes codes;

    private static List<String> codes(List<Bodies.Body> all) {
        return all.stream().map(Bodies.Body::code).toList();
    }

    @Test
    void every_body_names_its_law_and_one_about_persons_its_secrecy() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        assertThat(bodies.held(coordinator)).hasSizeGreaterThan(5).allSatisfy(body -> {
            assertThat(body.law()).isNotBlank();
            assertThat(body.nature() == Bodies.Nature.NO_PERSONAL_DATA
                            || !body.secrecy().isBlank())
                    .as(body.code())
                    .isTrue();
        });
        assertThat(codes(bodies.known(coordinator, LocalDate.of(2026, 6, 15))))
                .containsAll(codes.list("conference-body", LocalDate.of(2026, 6, 15)).stream()
                        .map(Codes.Code::code)
                        .toList());
    }

    @Test
    void a_coordinator_is_not_offered_what_somebody_else_convenes() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        assertThat(codes(bodies.convened(coordinator)))
                .contains("MULTI", "CASE", "NETWORK")
                .doesNotContain("SUPPORT", "CHILD", "NEEDY");
    }

    @Test
    void a_town_that_prepares_is_offered_neither_of_the_two_conferences() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        Bodies preparing = new Bodies(db, codes, new Preparing());
        assertThat(codes(preparing.held(coordinator)))
                .contains("CASE", "CARE", "CHILD")
                .doesNotContain("MULTI", "SUPPORT");
        assertThat(preparing.isHeld(coordinator, "SUPPORT")).isFalse();
    }

    @Test
    void a_meeting_that_carries_no_personal_data_takes_no_item_and_another_body_no_plan() {
        CaseStory story = CaseStory.begun(context);
        for (String body : List.of("NETWORK", "CARE")) {
            UUID meeting = meetings.convene(
                            story.coordinator,
                            body,
                            new Meetings.Appointment(LocalDate.of(2026, 6, 20), LocalTime.of(10, 0), null, "見本会議室"),
                            List.of())
                    .orElseThrow();
            assertThat(agenda.upcoming(story.coordinator, Meetings.MULTI))
                    .noneMatch(upcoming -> upcoming.meeting().equals(meeting));
            Decision<UUID> put = agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId());
            assertThat(put)
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo(Reason.of(
                                            body.equals("NETWORK")
                                                    ? "conference.refused.no-personal-data"
                                                    : "conference.refused.other-body")));
        }
    }

    private static Decision<UUID> asTwo(Meetings meetings, Viewer.Staff viewer, String body, String also) {
        return meetings.convene(
                viewer,
                body,
                also,
                new Meetings.Appointment(LocalDate.of(2026, 6, 20), LocalTime.of(10, 0), null, "見本会議室"),
                List.of());
    }

    @Test
    void one_sitting_is_a_care_conference_and_a_multi_agency_conference_and_each_item_has_its_own_kind() {
        CaseStory story = CaseStory.begun(context);
        UUID meeting = asTwo(meetings, story.coordinator, "CARE", "MULTI").orElseThrow();
        Meetings.Meeting both = meetings.find(story.coordinator, meeting);
        assertThat(meetings.name(both)).isEqualTo("地域ケア会議　兼　重層的支援会議");
        assertThat(agenda.upcoming(story.coordinator, Meetings.MULTI))
                .anyMatch(upcoming -> upcoming.meeting().equals(meeting));
        agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        Minutes.Item item = minutes.of(story.coordinator, meeting).getFirst();
        assertThat(meetings.kind(both, item)).isEqualTo("重層的支援会議");
        assertThat(Web.as(port, "suishin").get("/conferences/" + meeting).body())
                .contains("地域ケア会議　兼　重層的支援会議", "議題1（重層的支援会議）", "介護保険法第115条の48／");
        assertThat(agenda.ofCase(story.coordinator, story.caseId()).getFirst().body())
                .as("in the history of the case it is the body it was talked about as")
                .isEqualTo("MULTI");
    }

    @Test
    void only_bodies_that_rest_on_consent_share_a_sitting() {
        Viewer.Staff coordinator = People.viewer(connections, "suishin");
        assertThat(asTwo(meetings, coordinator, "MULTI", "NETWORK"))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(Reason.of("conference.refused.bodies-apart")));
        assertThat(asTwo(meetings, coordinator, "MULTI", "MULTI"))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.of("conference.refused.same-body")));
        assertThatThrownBy(() -> asTwo(meetings, coordinator, "MULTI", "SUPPORT"))
                .isInstanceOf(NotVisible.class);
        Web.Answer refused = Web.as(port, "suishin")
                .post(
                        "/conferences/new",
                        "/conferences",
                        Map.of(
                                "body", List.of("MULTI"),
                                "also", List.of("MULTI"),
                                "on", List.of("R8.6.20"),
                                "from", List.of("10:00"),
                                "place", List.of("見本会議室")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("同じ会議体です", "見本会議室");
    }

    /** かさね市 before it began. */
    private static final class Preparing implements Town {
        @Override
        public String name() {
            return "かさね市";
        }

        @Override
        public String nameOn(LocalDate day) {
            return name();
        }

        @Override
        public String code() {
            return "990000";
        }

        @Override
        public boolean isPreparing() {
            return true;
        }
    }
}
