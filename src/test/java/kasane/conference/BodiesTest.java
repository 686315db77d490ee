package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
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
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 会議体: each with its law; a town in 移行準備 is offered only those it may hold, and each body its own items. */
@WithKasane
@Tag("sql")
@Promise("F5")
class BodiesTest {

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
            assertThat(agenda.upcoming(story.coordinator))
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
