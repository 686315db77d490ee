package kasane.collaboration.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.sharing.WithdrawalFollowUp;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 連携支援 of 包括北 with two others whom the consents name. */
@WithKasane
@Tag("sql")
@Promise("F2")
class JointSupportsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate REVIEW = LocalDate.of(2026, 9, 1);

    @Autowired
    ApplicationContext context;

    @Autowired
    JointSupports supports;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    @Autowired
    List<WithdrawalFollowUp> followUps;

    private CaseStory story;
    private Viewer.Staff lead;
    private Viewer.Staff shougai;
    private Viewer.Staff jiritsu;
    private UUID id;

    @BeforeEach
    void two_are_invited() {
        story = new CaseStory(context)
                .household("連携坂", "ミツハ", "ミツル")
                .consent(0, "shougai", "jiritsu", "kodomo")
                .consent(1, "shougai", "jiritsu");
        lead = story.asker;
        shougai = story.as("shougai");
        jiritsu = story.as("jiritsu");
        id = begin().orElseThrow();
    }

    private Decision<UUID> begin() {
        return supports.begin(
                lead,
                new JointSupports.NewSupport(
                        story.householdId(),
                        Set.copyOf(story.persons()),
                        "見本：ひとりで抱えずに介護を続けられる",
                        "見本：週に一度の訪問",
                        Map.of(shougai.agency(), "見本：通所先の見学", jiritsu.agency(), "見本：家計の相談"),
                        REVIEW));
    }

    private JointSupports.Seat seat(Viewer.Staff of) {
        return supports.find(lead, id).seats().stream()
                .filter(seat -> seat.agency().equals(of.agency()))
                .findFirst()
                .orElseThrow();
    }

    private Decision<UUID> take(Viewer.Staff who, SeatFlow.Step step) {
        return supports.seat(who, id, seat(who).id(), step, "見本：" + step);
    }

    private List<String> waiting(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .filter(task -> story.householdId().equals(task.household()))
                        .map(task -> task.kind() + " " + task.due())
                        .toList());
    }

    private static String reason(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "allowed";
    }

    @Test
    void each_has_its_own_work_until_it_ends_and_nobody_has_any_after_that() {
        assertThat(waiting(lead)).containsExactly("collaboration.joint-review " + REVIEW);
        assertThat(waiting(shougai)).containsExactly("collaboration.joint-answer 2026-06-18");
        take(shougai, SeatFlow.Step.JOIN).orElseThrow();
        take(jiritsu, SeatFlow.Step.JOIN).orElseThrow();
        assertThat(waiting(jiritsu)).containsExactly("collaboration.joint-report 2026-07-15");
        take(jiritsu, SeatFlow.Step.REPORT).orElseThrow();
        assertThat(seat(jiritsu).last().map(JointSupports.Taken::words)).contains("見本：REPORT");
        supports.review(lead, id, TODAY, "見本：受けもちを確かめた", REVIEW.plusDays(30)).orElseThrow();
        assertThat(waiting(lead)).containsExactly("collaboration.joint-review 2026-10-01");
        supports.end(lead, id, "SOLVED", "見本：包括が様子を見る").orElseThrow();
        assertThat(supports.find(lead, id).state()).isEqualTo(JointFlow.State.ENDED);
        for (Viewer.Staff viewer : List.of(lead, shougai, jiritsu)) {
            assertThat(waiting(viewer)).as(viewer.toString()).isEmpty();
        }
        assertThat(reason(supports.invite(lead, id, shougai.agency(), "見本")))
                .isEqualTo("collaboration.refused.joint-ended");
    }

    @Test
    void only_those_who_take_part_see_it_also_where_a_consent_names_others() {
        assertThat(supports.find(shougai, id).seats()).hasSize(2);
        for (String other : List.of("kodomo", "suishin", "gakkou")) {
            Viewer.Staff viewer = story.as(other);
            assertThatThrownBy(() -> supports.find(viewer, id)).as(other).isInstanceOf(NotVisible.class);
            assertThat(supports.list(viewer))
                    .as(other)
                    .noneMatch(one -> one.support().id().equals(id));
        }
    }

    @Test
    void an_agency_that_not_everybody_agreed_to_is_not_asked() {
        assertThat(reason(supports.invite(lead, id, story.as("kodomo").agency(), "見本")))
                .isEqualTo("collaboration.refused.addressee-not-covered");
        assertThat(reason(begin())).isEqualTo("collaboration.refused.joint-already");
    }

    @Test
    void whoever_declines_or_leaves_sees_nothing_more_and_the_lead_decides_anew() {
        take(shougai, SeatFlow.Step.DECLINE).orElseThrow();
        assertThatThrownBy(() -> supports.find(shougai, id)).isInstanceOf(NotVisible.class);
        assertThat(waiting(shougai)).isEmpty();
        take(jiritsu, SeatFlow.Step.JOIN).orElseThrow();
        take(jiritsu, SeatFlow.Step.LEAVE).orElseThrow();
        assertThatThrownBy(() -> supports.find(jiritsu, id)).isInstanceOf(NotVisible.class);
        assertThat(waiting(lead))
                .containsExactlyInAnyOrder(
                        "collaboration.joint-review " + REVIEW,
                        "collaboration.joint-gone 2026-06-22",
                        "collaboration.joint-gone 2026-06-22");
        supports.seat(lead, id, seat(shougai).id(), SeatFlow.Step.SEEN, "").orElseThrow();
        supports.invite(lead, id, shougai.agency(), "見本：もう一度").orElseThrow();
        assertThat(supports.find(shougai, id).seatOf(shougai.agency()))
                .map(JointSupports.Seat::state)
                .contains(SeatFlow.State.INVITED);
    }

    @Test
    void a_withdrawn_consent_frees_the_others_and_the_lead_says_how_it_goes_on() {
        take(shougai, SeatFlow.Step.JOIN).orElseThrow();
        story.withdraw(0);
        db.run(lead, () -> followUps.forEach(next -> next.withdrawn(lead, story.householdId(), UUID.randomUUID())));
        assertThatThrownBy(() -> supports.find(shougai, id)).isInstanceOf(NotVisible.class);
        assertThat(waiting(shougai)).isEmpty();
        assertThat(waiting(jiritsu)).isEmpty();
        assertThat(waiting(lead)).singleElement().asString().startsWith("collaboration.joint-reconsider");
        assertThat(reason(supports.step(lead, id, JointFlow.Step.GO_ON, "")))
                .isEqualTo("collaboration.refused.joint-nobody-left");
        supports.step(lead, id, JointFlow.Step.HAND_UP, "").orElseThrow();
        assertThat(waiting(lead)).singleElement().asString().startsWith("collaboration.joint-hand-up");
        supports.step(lead, id, JointFlow.Step.CLOSE, "").orElseThrow();
        assertThat(waiting(lead)).isEmpty();
    }

    @Test
    void a_case_conference_is_convened_by_the_lead_itself_and_its_conclusion_is_done_at_once() {
        take(shougai, SeatFlow.Step.JOIN).orElseThrow();
        UUID meeting = convene("CASE").orElseThrow();
        UUID item = agenda.put(lead, meeting, JointAgenda.KIND, id).orElseThrow();
        assertThat(agenda.checks(lead, minutes.find(lead, meeting, item)))
                .filteredOn(Agenda.Check::member)
                .extracting(Agenda.Check::agency)
                .containsExactlyInAnyOrder(lead.agency(), shougai.agency(), jiritsu.agency());
        minutes.conclude(lead, meeting, item, "JOINT_ON", null, false).orElseThrow();
        assertThat(supports.find(lead, id).steps().getLast().kind()).isEqualTo("REVIEW");
        meetings.close(lead, meeting, Set.of(shougai.agency()), null).orElseThrow();

        UUID next = convene("CASE").orElseThrow();
        UUID again = agenda.put(lead, next, JointAgenda.KIND, id).orElseThrow();
        minutes.conclude(lead, next, again, "JOINT_MULTI", null, false).orElseThrow();
        assertThat(supports.find(lead, id).state()).isEqualTo(JointFlow.State.HANDING_UP);
    }

    private Decision<UUID> convene(String body) {
        return meetings.convene(
                lead,
                body,
                new Meetings.Appointment(TODAY, LocalTime.of(10, 0), LocalTime.of(11, 0), "見本会議室"),
                List.of());
    }

    @Test
    void without_the_duty_of_a_coordinator_no_other_body_is_convened() {
        for (String body : List.of("MULTI", "SUPPORT", "CARE")) {
            assertThatThrownBy(() -> convene(body)).as(body).isInstanceOf(NotVisible.class);
        }
        UUID multi = meetings.convene(
                        story.coordinator,
                        "MULTI",
                        new Meetings.Appointment(TODAY, LocalTime.of(10, 0), null, "見本会議室"),
                        List.of(lead.agency()))
                .orElseThrow();
        assertThatThrownBy(() -> agenda.put(story.coordinator, multi, JointAgenda.KIND, id))
                .isInstanceOf(NotVisible.class);
    }
}
