package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.settings.Clocks;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Law 4: a 重層的支援会議 rests on consent, item by item, through the use cases and as plain SQL in the role of the server. */
@WithKasane
@Tag("sql")
@Promise({"C3", "G7"})
class Law04ConferenceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @Autowired
    ApplicationContext context;

    @Autowired
    Db db;

    @Autowired
    Connections connections;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    @Autowired
    Tasks tasks;

    @Autowired
    Clocks clocks;

    /** A meeting today with an item about two people; 自立相談 has the consent of only one of them. */
    private record Scene(CaseStory story, UUID meeting, UUID item) {}

    private Scene scene() {
        CaseStory story = new CaseStory(context)
                .household()
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "shougai")
                .send()
                .accept();
        UUID meeting = convene(story.coordinator, story.as("jiritsu"));
        UUID item = agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        return new Scene(story, meeting, item);
    }

    private UUID convene(Viewer.Staff convenor, Viewer.Staff... asked) {
        return meetings.convene(
                        convenor,
                        "MULTI",
                        new Meetings.Appointment(TODAY, LocalTime.of(13, 30), LocalTime.of(15, 0), "見本会議室"),
                        java.util.Arrays.stream(asked).map(Viewer.Staff::agency).toList())
                .orElseThrow();
    }

    private static <T> String refused(Decision<T> decision) {
        return decision instanceof Decision.Refused<T>(Reason reason) ? reason.key() : "allowed";
    }

    /** What the database itself shows the viewer of an item, its members, decisions, timeline and Today. */
    private List<Long> rows(Viewer.Staff viewer, UUID item) {
        try (AsRole role = AsRole.staff(connections, viewer, TestClock.START)) {
            return List.of(
                    role.number("select count(*) from conference.item where id = ?", item),
                    role.number("select count(*) from conference.item_member where conference_item_id = ?", item),
                    role.number("select count(*) from conference.decision where conference_item_id = ?", item),
                    role.number("select count(*) from conference.pub_item where id = ?", item),
                    role.number("select count(*) from conference.pub_decision where conference_item_id = ?", item),
                    role.number("select count(*) from conference.pub_timeline where item_id = ?", item),
                    role.number("select count(*) from conference.pub_today where item_id = ?", item));
        }
    }

    private void decideAndConclude(Scene scene) {
        Viewer.Staff coordinator = scene.story().coordinator;
        minutes.decide(
                        coordinator,
                        scene.meeting(),
                        scene.item(),
                        new Minutes.Resolution(
                                "週に一度、訪ねる", "", scene.story().as("shougai").agency(), TODAY.plusDays(20)))
                .orElseThrow();
        minutes.conclude(coordinator, scene.meeting(), scene.item(), "FIT", null, false)
                .orElseThrow();
    }

    @Test
    void an_agency_without_everybodys_consent_sees_the_meeting_and_not_the_item() {
        Scene scene = scene();
        decideAndConclude(scene);
        Viewer.Staff half = scene.story().as("jiritsu");
        assertThat(meetings.find(half, scene.meeting()).id()).isEqualTo(scene.meeting());
        assertThat(minutes.of(half, scene.meeting())).isEmpty();
        assertThat(agenda.counts(half, List.of(scene.meeting()))).isEmpty();
        assertThat(agenda.ofCase(half, scene.story().caseId())).isEmpty();
        assertThatThrownBy(() -> minutes.find(half, scene.meeting(), scene.item()))
                .isInstanceOf(NotVisible.class);
        assertThat(rows(half, scene.item())).containsOnly(0L);
    }

    @Test
    void only_agencies_that_everybody_consented_to_are_members_and_the_consents_are_noted() {
        Scene scene = scene();
        Map<?, Set<UUID>> members = minutes.members(scene.story().coordinator, scene.item()).stream()
                .collect(java.util.stream.Collectors.toMap(Minutes.Member::agency, Minutes.Member::consents));
        assertThat(members.keySet())
                .isEqualTo(Set.of(
                        scene.story().asker.agency(),
                        scene.story().coordinator.agency(),
                        scene.story().as("shougai").agency()));
        assertThat(members.get(scene.story().as("shougai").agency()))
                .as("one consent of each person")
                .hasSize(2);
        assertThat(members.get(scene.story().asker.agency()))
                .as("keeps the record")
                .isEmpty();
        List<Agenda.Check> checks = agenda.checks(
                scene.story().coordinator, minutes.find(scene.story().coordinator, scene.meeting(), scene.item()));
        assertThat(checks)
                .filteredOn(check ->
                        check.agency().equals(scene.story().as("jiritsu").agency()))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.member()).isFalse();
                    assertThat(check.missing()).containsExactly(scene.story().person(1));
                });
        assertThat(refused(minutes.decide(
                        scene.story().coordinator,
                        scene.meeting(),
                        scene.item(),
                        new Minutes.Resolution(
                                "家計を一緒に見る", "", scene.story().as("jiritsu").agency(), TODAY))))
                .isEqualTo("conference.refused.no-member");
    }

    @Test
    void a_member_sees_the_item_and_a_withdrawal_closes_it_at_once() {
        Scene scene = scene();
        decideAndConclude(scene);
        Viewer.Staff member = scene.story().as("shougai");
        assertThat(minutes.find(member, scene.meeting(), scene.item()).conclusion())
                .isEqualTo("FIT");
        assertThat(rows(member, scene.item())).containsExactly(1L, 3L, 1L, 1L, 1L, 1L, 1L);
        scene.story().withdraw(1);
        assertThat(minutes.of(member, scene.meeting())).isEmpty();
        assertThat(agenda.counts(member, List.of(scene.meeting()))).isEmpty();
        assertThat(rows(member, scene.item())).containsOnly(0L);
        assertThat(meetings.find(member, scene.meeting()).id()).isEqualTo(scene.meeting());
        assertThat(minutes.find(scene.story().coordinator, scene.meeting(), scene.item())
                        .conclusion())
                .as("the convenor keeps its own minutes")
                .isEqualTo("FIT");
    }

    @Test
    void a_later_consent_takes_part_when_it_is_checked_again() {
        Scene scene = scene();
        Viewer.Staff half = scene.story().as("jiritsu");
        scene.story().consent(1, "jiritsu");
        assertThat(minutes.members(scene.story().coordinator, scene.item()))
                .extracting(Minutes.Member::agency)
                .doesNotContain(half.agency());
        agenda.checkAgain(scene.story().coordinator, scene.item()).orElseThrow();
        assertThat(minutes.members(half, scene.item()))
                .extracting(Minutes.Member::agency)
                .contains(half.agency());
    }

    @Test
    void the_convenor_itself_needs_everybodys_consent_and_the_database_says_so_too() {
        Scene scene = scene();
        scene.story().withdraw(1);
        UUID other = convene(scene.story().coordinator);
        try (AsRole role = AsRole.staff(connections, scene.story().coordinator, TestClock.START)) {
            String insert = """
                    insert into conference.item (id, meeting_id, no, kind, subject_id, case_id, household_id, persons,
                      owner_agency, basis, added_at, added_by)
                    values (uuidv7(), ?, 1, 'conference.sample', ?, ?, ?, array[%s]::uuid[], %d, 1, '%s', %d)
                    """;
            Viewer.Staff me = scene.story().coordinator;
            for (String persons : List.of(
                    "'" + scene.story().person(0).value() + "'",
                    "'" + scene.story().person(0).value() + "','"
                            + scene.story().person(1).value() + "'")) {
                assertThat(role.attempt(
                                insert.formatted(
                                        persons,
                                        me.agency().value(),
                                        TestClock.START,
                                        me.staff().value()),
                                other,
                                scene.story().caseId(),
                                scene.story().caseId(),
                                scene.story().householdId().value()))
                        .as(persons)
                        .isEqualTo(persons.contains(",") ? "42501" : "rows 1");
            }
        }
    }

    @Test
    void nobody_but_the_convenor_writes_and_strangers_find_no_meeting() {
        Scene scene = scene();
        Viewer.Staff member = scene.story().as("shougai");
        assertThatThrownBy(() -> minutes.conclude(member, scene.meeting(), scene.item(), "FIT", null, false))
                .isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> agenda.put(
                        member,
                        scene.meeting(),
                        SampleAgenda.KIND,
                        scene.story().caseId()))
                .isInstanceOf(NotVisible.class);
        for (String stranger : List.of("kodomo", "zei", "system")) {
            assertThatThrownBy(() -> meetings.find(People.viewer(connections, stranger), scene.meeting()))
                    .as(stranger)
                    .isInstanceOf(NotVisible.class);
            assertThat(rows(People.viewer(connections, stranger), scene.item()))
                    .as(stranger)
                    .containsOnly(0L);
        }
        assertThatThrownBy(() -> convene(member)).as("without the duty").isInstanceOf(NotVisible.class);
    }

    @Test
    void absent_municipal_staff_at_a_commissioned_meeting_is_recorded_and_becomes_a_task_with_a_clock() {
        Viewer.Staff plain = People.viewer(connections, "jiritsu");
        Viewer.Staff commissioned = new Viewer.Staff(plain.staff(), plain.agency(), Set.of(Duty.COORDINATOR));
        Viewer.Staff decider = People.viewer(connections, "kacho");
        Viewer.Staff school = People.viewer(connections, "gakkou");
        UUID meeting = convene(commissioned, school);
        assertThat(refused(meetings.close(commissioned, meeting, Set.of(), null)))
                .isEqualTo("conference.refused.municipal-unknown");
        assertThat(refused(meetings.close(commissioned, meeting, Set.of(school.agency()), false)))
                .isEqualTo("conference.refused.municipal-came");
        assertThatThrownBy(() -> meetings.find(decider, meeting)).isInstanceOf(NotVisible.class);
        meetings.close(commissioned, meeting, Set.of(), false).orElseThrow();
        assertThat(meetings.find(decider, meeting).municipalAbsent()).isTrue();
        assertThat(work(decider, meeting)).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("conference.municipal");
            assertThat(task.due())
                    .isEqualTo(db.transact(decider, () -> clocks.due("conference.municipal", db.today(decider))));
        });
        assertThatThrownBy(() -> meetings.lookedIn(commissioned, meeting)).isInstanceOf(NotVisible.class);
        meetings.lookedIn(decider, meeting).orElseThrow();
        assertThat(work(decider, meeting)).isEmpty();
        assertThat(meetings.find(decider, meeting).municipalAbsent())
                .as("what was missing stays on record")
                .isTrue();
    }

    @Test
    void a_municipal_convenor_is_not_asked_about_itself() {
        Viewer.Staff municipal = People.viewer(connections, "suishin");
        UUID meeting = convene(municipal);
        meetings.close(municipal, meeting, Set.of(), null).orElseThrow();
        assertThat(meetings.find(municipal, meeting).municipalAbsent()).isFalse();
    }

    private List<Tasks.Task> work(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 500)).stream()
                .filter(task -> item.equals(task.item()))
                .toList();
    }

    @Test
    void calling_off_leaves_no_item_behind() {
        Scene scene = scene();
        Viewer.Staff coordinator = scene.story().coordinator;
        assertThat(refused(agenda.put(
                        coordinator,
                        scene.meeting(),
                        SampleAgenda.KIND,
                        scene.story().caseId())))
                .isEqualTo("conference.refused.on-agenda");
        assertThat(refused(agenda.callOff(coordinator, scene.meeting(), null)))
                .isEqualTo("conference.refused.items-wait");
        UUID next = convene(coordinator);
        assertThat(agenda.upcoming(coordinator))
                .extracting(Agenda.Upcoming::meeting)
                .contains(next, scene.meeting());
        agenda.callOff(coordinator, scene.meeting(), next).orElseThrow();
        assertThat(agenda.upcoming(coordinator))
                .extracting(Agenda.Upcoming::meeting)
                .contains(next)
                .doesNotContain(scene.meeting());
        assertThat(minutes.of(coordinator, next))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.subject()).isEqualTo(scene.story().caseId()));
        assertThat(agenda.ofCase(scene.story().as("shougai"), scene.story().caseId()))
                .extracting(Agenda.Entry::state)
                .containsExactlyInAnyOrder(ConferenceFlow.State.CALLED_OFF, ConferenceFlow.State.DAY_HAS_COME);
        assertThat(work(scene.story().as("shougai"), scene.meeting())).isEmpty();
        assertThat(work(scene.story().as("shougai"), next))
                .extracting(Tasks.Task::kind)
                .containsExactly("conference.answer");
    }

    @Test
    void what_the_conclusion_cannot_do_leaves_no_conclusion() {
        Scene scene = scene();
        Viewer.Staff coordinator = scene.story().coordinator;
        assertThat(refused(minutes.conclude(coordinator, scene.meeting(), scene.item(), "CLOSE", null, false)))
                .isEqualTo("conference.refused.conclusion");
        assertThat(refused(minutes.conclude(coordinator, scene.meeting(), scene.item(), "LEAD_BACK", null, false)))
                .isEqualTo("conference.refused.lead-missing");
        minutes.conclude(
                        coordinator,
                        scene.meeting(),
                        scene.item(),
                        "LEAD_BACK",
                        scene.story().asker.agency(),
                        true)
                .orElseThrow();
        assertThat(refused(minutes.conclude(coordinator, scene.meeting(), scene.item(), "FIT", null, false)))
                .isEqualTo("conference.refused.concluded");
        assertThat(work(coordinator, scene.item())).extracting(Tasks.Task::kind).containsExactly("conference.minutes");
    }
}
