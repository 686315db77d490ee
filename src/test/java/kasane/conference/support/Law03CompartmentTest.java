package kasane.conference.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.conference.Agenda;
import kasane.conference.Meetings;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Reason;
import kasane.sharing.Basis;
import kasane.tasks.Escalations;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Law 3: a 支援会議 is a compartment, through the use cases and as plain SQL in the role of the server. */
@WithKasane
@Tag("sql")
@Promise({"F7", "G7"})
class Law03CompartmentTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    /** Every table whose rows stand inside a sitting, with the column that names the sitting. */
    private static final Map<String, String> INSIDE = Map.of(
            "conference.sitting", "id",
            "conference.sitting_revision", "sitting_id",
            "conference.sitting_material", "sitting_id",
            "conference.sitting_decision", "sitting_id",
            "conference.sitting_report", "sitting_id");

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    ConveningRequests requests;

    @Autowired
    SupportConferences conferences;

    @Autowired
    Sittings sittings;

    @Autowired
    Releases releases;

    @Autowired
    Cooperations cooperations;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Tasks tasks;

    @Autowired
    Escalations escalations;

    @Autowired
    kasane.gate.Db db;

    @Autowired
    TestClock clock;

    private Viewer.Staff asker;
    private Viewer.Staff colleague;
    private Viewer.Staff judge;
    private Viewer.Staff coordinator;
    private Viewer.Staff child;
    private Viewer.Staff disability;
    private Viewer.Staff stranger;

    @BeforeEach
    void people() {
        asker = as("houkatsu");
        colleague = as("houkatsu2");
        judge = as("kacho");
        coordinator = as("suishin");
        child = as("kodomo");
        disability = as("shougai");
        stranger = as("jiritsu");
    }

    @AfterEach
    void clockBack() {
        clock.set(TestClock.START);
    }

    private Viewer.Staff as(String login) {
        return People.viewer(connections, login);
    }

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "allowed";
    }

    private UUID file(@Nullable HouseholdId household) {
        return requests.file(
                        asker,
                        new ConveningRequests.NewRequest(
                                household, "架空谷の世帯", "ゴミがたまり、だれも出てこない", "NOT_MET", "", "", false))
                .orElseThrow();
    }

    private UUID series(UUID request) {
        requests.step(judge, request, ConveningFlow.Step.CONVENE, "", null, false)
                .orElseThrow();
        return conferences.ofRequest(judge, request).orElseThrow();
    }

    private UUID call(UUID series, Viewer.Staff... members) {
        return conferences
                .call(
                        judge,
                        series,
                        null,
                        new Meetings.Appointment(TODAY, LocalTime.of(13, 0), null, "見本会議室"),
                        "どう関わるかを決める",
                        Stream.of(members).map(Viewer.Staff::agency).collect(Collectors.toSet()))
                .orElseThrow();
    }

    /** A sitting of 包括北 and こども家庭センター with everything that can lie on its table; 包括北's worker is inside. */
    private UUID laid() {
        UUID sitting = call(series(file(null)), asker, child);
        conferences.enter(asker, sitting).orElseThrow();
        sittings.add(asker, sitting, "訪問のようす", "窓がいつも閉まっている").orElseThrow();
        Sittings.Words words = new Sittings.Words("要旨", "見立て", "");
        sittings.write(judge, sitting, version(sitting), words, "").orElseThrow();
        sittings.write(judge, sitting, version(sitting), new Sittings.Words("直した要旨", "", ""), "")
                .orElseThrow();
        UUID decision = sittings.decide(judge, sitting, "週に一度、声をかける", asker.agency(), TODAY.plusDays(7))
                .orElseThrow();
        sittings.report(asker, sitting, decision, false, "声をかけた").orElseThrow();
        return sitting;
    }

    private int version(UUID sitting) {
        return sittings.find(judge, sitting).orElseThrow().version();
    }

    /** How many rows of each table inside the sitting the database itself shows the viewer. */
    private Map<String, Long> seen(Viewer.Staff viewer, UUID sitting) {
        Map<String, Long> seen = new LinkedHashMap<>();
        try (AsRole role = AsRole.staff(connections, viewer, TestClock.START)) {
            INSIDE.forEach((table, column) -> seen.put(
                    table, role.number("select count(*) from " + table + " where " + column + " = ?", sitting)));
        }
        return seen;
    }

    private long count(Viewer.Staff viewer, String sql, Object... values) {
        try (AsRole role = AsRole.staff(connections, viewer, TestClock.START)) {
            return role.number(sql, values);
        }
    }

    private List<String> waiting(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 500)).stream()
                .filter(task -> item.equals(task.item()))
                .map(Tasks.Task::kind)
                .toList();
    }

    @Test
    void a_request_is_known_to_the_asking_agency_and_to_whoever_judges() {
        UUID request = file(null);
        assertThat(requests.find(colleague, request).request().called()).isEqualTo("架空谷の世帯");
        assertThat(requests.find(judge, request).open()).contains(ConveningFlow.Step.CONVENE);
        for (Viewer.Staff other : List.of(coordinator, child, stranger)) {
            assertThatThrownBy(() -> requests.find(other, request)).isInstanceOf(NotVisible.class);
            assertThat(count(other, "select count(*) from conference.convening where id = ?", request))
                    .isZero();
            assertThat(count(other, "select count(*) from conference.convening_step where convening_id = ?", request))
                    .isZero();
        }
        assertThat(waiting(judge, request)).containsExactly("conference.judge");
        assertThat(waiting(coordinator, request)).isEmpty();
    }

    @Test
    void which_record_a_request_is_about_stays_with_the_asking_agency() {
        CaseStory story = new CaseStory(context).household();
        UUID request = file(story.householdId());
        assertThat(requests.find(asker, request).record()).isEqualTo(story.householdId());
        assertThat(requests.find(judge, request).record()).isNull();
        assertThat(requests.find(judge, request).request().subject()).isNotEqualTo(story.householdId());
        assertThat(count(judge, "select count(*) from conference.convening_record where convening_id = ?", request))
                .isZero();
    }

    @Test
    void the_municipality_may_ask_itself() {
        UUID request = requests.file(
                        coordinator, new ConveningRequests.NewRequest(null, "架空谷の世帯", "心配", "REFUSED", "", "", true))
                .orElseThrow();
        assertThat(requests.find(coordinator, request).sides()).containsExactly(ConveningFlow.Side.ASKER);
        assertThat(requests.find(judge, request).sides()).containsExactlyInAnyOrder(ConveningFlow.Side.values());
        assertThat(waiting(judge, request)).containsExactly("conference.judge");
    }

    @Test
    void not_convened_is_no_dead_end() {
        UUID watched = file(null);
        assertThat(refused(requests.step(judge, watched, ConveningFlow.Step.WATCH, "", null, false)))
                .isEqualTo("conference.refused.until-day");
        requests.step(judge, watched, ConveningFlow.Step.WATCH, "民生委員と見守ってください", TODAY.plusDays(30), false)
                .orElseThrow();
        assertThat(requests.find(asker, watched).due()).isEqualTo(TODAY.plusDays(30));
        assertThat(waiting(asker, watched)).containsExactly("conference.watch");
        requests.step(asker, watched, ConveningFlow.Step.AGAIN, "姿が見えなくなった", null, false)
                .orElseThrow();
        requests.step(judge, watched, ConveningFlow.Step.OTHER, "保健所へ", null, false)
                .orElseThrow();
        requests.step(asker, watched, ConveningFlow.Step.END, "保健所が関わる", null, false)
                .orElseThrow();
        assertThat(requests.find(asker, watched).due()).isNull();
        assertThat(refused(requests.step(asker, watched, ConveningFlow.Step.CONVENE, "", null, false)))
                .isEqualTo("conference.refused.request-ended");
    }

    @Test
    void only_who_came_in_sees_what_lies_inside() {
        UUID sitting = laid();
        assertThat(seen(judge, sitting)).doesNotContainValue(0L);
        assertThat(seen(asker, sitting)).doesNotContainValue(0L);
        for (Viewer.Staff other : List.of(colleague, child, coordinator, disability, stranger)) {
            assertThat(seen(other, sitting)).as(other.toString()).containsOnlyKeys(INSIDE.keySet());
            assertThat(seen(other, sitting).values()).as(other.toString()).containsOnly(0L);
        }
        assertThat(sittings.find(child, sitting))
                .as("a member stands before the door")
                .isEmpty();
        assertThatThrownBy(() -> sittings.find(stranger, sitting)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> conferences.enter(stranger, sitting)).isInstanceOf(NotVisible.class);
        conferences.enter(child, sitting).orElseThrow();
        assertThat(seen(child, sitting)).doesNotContainValue(0L);
    }

    @Test
    void whoever_came_in_sees_it_in_that_hat_alone() {
        UUID sitting = laid();
        Viewer.Staff otherHat = new Viewer.Staff(asker.staff(), stranger.agency(), Set.of());
        assertThat(seen(otherHat, sitting).values()).containsOnly(0L);
    }

    @Test
    void the_door_is_opened_by_nobody_but_the_member_itself_and_the_database_keeps_it() {
        UUID sitting = call(series(file(null)), asker, child);
        conferences
                .choose(judge, sitting, child.agency(), Set.of(child.staff()))
                .orElseThrow();
        SupportConferences.Slot slot = conferences.slot(child, sitting);
        String enter = """
                insert into conference.sitting_entry (id, sitting_id, subject_id, owner_agency, convenor, staff_id, entered_at)
                values (gen_random_uuid(), ?, ?, ?, ?, ?, ?)
                """;
        for (Viewer.Staff other : List.of(stranger, coordinator, disability)) {
            try (AsRole role = AsRole.staff(connections, other, TestClock.START)) {
                assertThatThrownBy(() -> role.run(
                                enter,
                                sitting,
                                slot.subject().value(),
                                other.agency().value(),
                                slot.convenor().value(),
                                other.staff().value(),
                                java.time.OffsetDateTime.ofInstant(TestClock.START, java.time.ZoneOffset.UTC)))
                        .as(other.toString())
                        .rootCause()
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isIn("42501", "23503"));
            }
        }
        conferences
                .choose(judge, sitting, asker.agency(), Set.of(colleague.staff()))
                .orElseThrow();
        assertThat(refused(conferences.enter(asker, sitting))).isEqualTo("conference.refused.not-chosen");
        conferences.enter(colleague, sitting).orElseThrow();
    }

    @Test
    void whoever_goes_out_sees_nothing_any_more() {
        UUID sitting = laid();
        UUID entry = conferences.entries(judge, sitting).stream()
                .filter(one -> one.staff().equals(asker.staff()))
                .findFirst()
                .orElseThrow()
                .id();
        assertThatThrownBy(() -> conferences.shutOut(asker, sitting, entry)).isInstanceOf(NotVisible.class);
        conferences.shutOut(judge, sitting, entry).orElseThrow();
        assertThat(seen(asker, sitting).values()).containsOnly(0L);
    }

    @Test
    void after_the_result_nobody_else_comes_in() {
        UUID sitting = laid();
        UUID series = sittings.find(judge, sitting).orElseThrow().series();
        conferences
                .conclude(judge, series, sitting, SeriesFlow.Step.AGAIN, "", null)
                .orElseThrow();
        assertThat(refused(conferences.enter(child, sitting))).isEqualTo("conference.refused.door-closed");
        assertThat(refused(sittings.add(asker, sitting, "あと出し", "あと出し"))).isEqualTo("conference.refused.concluded");
        assertThat(seen(asker, sitting)).doesNotContainValue(0L);
        assertThat(refused(sittings.write(judge, sitting, version(sitting), new Sittings.Words("別", "", ""), "")))
                .isEqualTo("conference.refused.correction-reason");
    }

    @Test
    void later_members_see_of_earlier_sittings_what_was_carried_forward_and_no_more() {
        UUID first = laid();
        UUID series = sittings.find(judge, first).orElseThrow().series();
        conferences
                .conclude(judge, series, first, SeriesFlow.Step.AGAIN, "", null)
                .orElseThrow();
        UUID second = call(series, disability);
        conferences.enter(disability, second).orElseThrow();
        assertThat(seen(disability, first).values()).containsOnly(0L);
        Sittings.Sitting later = sittings.find(disability, second).orElseThrow();
        assertThat(sittings.table(disability, later).materials()).isEmpty();
        Sittings.Sitting own = sittings.find(judge, second).orElseThrow();
        Sittings.Sitting before = sittings.earlier(judge, own).getFirst();
        Sittings.Piece piece = sittings.pieces(judge, before).stream()
                .filter(one -> one.title().equals("訪問のようす"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> sittings.carry(disability, second, Set.of(Sittings.key(before, piece)), "見たい"))
                .isInstanceOf(NotVisible.class);
        sittings.carry(judge, second, Set.of(Sittings.key(before, piece)), "訪問に同行するため")
                .orElseThrow();
        assertThat(sittings.table(disability, later).materials())
                .singleElement()
                .satisfies(material -> {
                    assertThat(material.carriedWhy()).isEqualTo("訪問に同行するため");
                    assertThat(material.words()).isEqualTo("窓がいつも閉まっている");
                });
        assertThat(seen(disability, first).values()).containsOnly(0L);
    }

    @Test
    void work_that_leaves_the_room_names_nobody_and_late_it_is_shown_to_the_convenor_alone() {
        UUID sitting = call(series(file(null)), child);
        conferences.enter(child, sitting).orElseThrow();
        UUID decision = sittings.decide(judge, sitting, "学校に聞く", child.agency(), TODAY.plusDays(3))
                .orElseThrow();
        try (AsRole root = AsRole.superuser(connections)) {
            assertThat(root.number(
                            "select count(*) from tasks.task where item_id = ? and household_id is null", decision))
                    .isEqualTo(2);
        }
        assertThat(count(child, "select count(*) from conference.pub_today where item_id = ?", decision))
                .isZero();
        assertThat(waiting(child, decision)).containsExactly("conference.sealed-decided");
        clock.pass(Duration.ofDays(30));
        escalations.round();
        for (Viewer.Staff above : List.of(coordinator, as("houkatsu"))) {
            assertThat(db.transact(above, () -> tasks.waiting(above, 500)).stream()
                            .map(Tasks.Task::kind))
                    .noneMatch(kind -> kind.startsWith("conference.sealed"));
        }
        assertThat(waiting(judge, decision)).containsExactly("conference.sealed-check");
        sittings.report(child, sitting, decision, false, "聞いた").orElseThrow();
        assertThat(waiting(judge, decision)).isEmpty();
        assertThat(waiting(child, decision)).isEmpty();
    }

    @Test
    void the_one_way_out_is_a_recorded_decision_on_a_named_piece() {
        UUID sitting = laid();
        assertThatThrownBy(() -> releases.decide(
                        asker,
                        sitting,
                        new Releases.NewRelease(
                                "訪問のようす", "見守ってほしい", Basis.PROTECTION_OF_LIFE, "命の危険", Set.of(stranger.agency()))))
                .isInstanceOf(NotVisible.class);
        UUID release = releases.decide(
                        judge,
                        sitting,
                        new Releases.NewRelease(
                                "訪問のようす",
                                "週に一度、声をかけてほしい",
                                Basis.PROTECTION_OF_LIFE,
                                "命の危険があるため",
                                Set.of(stranger.agency())))
                .orElseThrow();
        assertThat(releases.read(stranger, release).words()).isEqualTo("週に一度、声をかけてほしい");
        assertThat(seen(stranger, sitting).values()).containsOnly(0L);
        for (Viewer.Staff other : List.of(child, asker, coordinator)) {
            assertThatThrownBy(() -> releases.read(other, release)).isInstanceOf(NotVisible.class);
        }
        assertThat(waiting(stranger, release)).containsExactly("conference.released");
        releases.acknowledge(stranger, release).orElseThrow();
        assertThat(waiting(stranger, release)).isEmpty();
        assertThat(releases.readers(judge, release)).hasSize(1);
    }

    @Test
    void a_cooperation_request_shows_its_question_and_nothing_of_the_table() {
        UUID sitting = laid();
        UUID asked = cooperations
                .ask(judge, sitting, stranger.agency(), "世帯のようすを教えてください", TODAY.plusDays(7))
                .orElseThrow();
        assertThat(cooperations.find(stranger, asked).request().law()).contains("106条の6");
        assertThat(seen(stranger, sitting).values()).containsOnly(0L);
        assertThatThrownBy(() -> cooperations.find(child, asked)).isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> cooperations.find(coordinator, asked)).isInstanceOf(NotVisible.class);
        cooperations.step(stranger, asked, CooperationFlow.Step.ANSWER, "滞納がある").orElseThrow();
        assertThat(sittings.table(asker, sittings.find(asker, sitting).orElseThrow())
                        .materials())
                .noneMatch(material -> material.words().equals("滞納がある"));
        cooperations.lay(judge, asked).orElseThrow();
        assertThat(sittings.table(asker, sittings.find(asker, sitting).orElseThrow())
                        .materials())
                .anyMatch(material -> material.words().equals("滞納がある"));
    }

    @Test
    @Promise("F12")
    void what_an_agency_without_accounts_answers_is_keyed_in_by_whoever_asked_it() {
        UUID sitting = laid();
        Agencies agencies = context.getBean(Agencies.class);
        AgencyId paper = context.getBean(Db.class)
                .transact(
                        judge,
                        () -> agencies.list(judge).stream()
                                .filter(Agencies.Agency::onPaper)
                                .map(Agencies.Agency::id)
                                .findFirst()
                                .orElseThrow());
        UUID asked = cooperations
                .ask(judge, sitting, paper, "通院のようすを教えてください", TODAY.plusDays(7))
                .orElseThrow();
        assertThat(waiting(judge, asked)).containsExactly("conference.cooperate");
        assertThat(cooperations.find(judge, asked).open())
                .containsExactlyInAnyOrder(
                        CooperationFlow.Step.ANSWER, CooperationFlow.Step.CANNOT, CooperationFlow.Step.WITHDRAW);
        cooperations
                .step(judge, asked, CooperationFlow.Step.ANSWER, "電話で聞いた。通院は月1回")
                .orElseThrow();
        assertThat(waiting(judge, asked)).containsExactly("conference.cooperated");
        cooperations.step(judge, asked, CooperationFlow.Step.READ, "").orElseThrow();
        assertThat(waiting(judge, asked)).isEmpty();
    }

    @Test
    void it_passes_over_only_once_the_consent_is_there_and_whoever_asked_goes_on() {
        CaseStory story = new CaseStory(context).household();
        UUID request = file(story.householdId());
        UUID series = series(request);
        UUID sitting = call(series, asker);
        assertThat(refused(conferences.conclude(judge, series, sitting, SeriesFlow.Step.PASS, "", null)))
                .isEqualTo("conference.refused.not-consented");
        assertThat(refused(requests.consented(asker, request))).isEqualTo("conference.refused.no-consent");
        story.consent(0, "suishin");
        requests.consented(asker, request).orElseThrow();
        conferences
                .conclude(judge, series, sitting, SeriesFlow.Step.PASS, "", null)
                .orElseThrow();
        assertThat(conferences.find(judge, series).series().state()).isEqualTo(SeriesFlow.State.PASSED);
        assertThat(waiting(asker, request)).containsExactly("conference.to-request");
        requests.acknowledge(asker, request).orElseThrow();
        assertThat(waiting(asker, request)).isEmpty();
    }

    @Test
    void it_ends_without_consent_for_a_reason_and_whoever_asked_takes_note() {
        UUID request = file(null);
        UUID series = series(request);
        UUID sitting = call(series, asker);
        assertThat(refused(conferences.conclude(judge, series, sitting, SeriesFlow.Step.CLOSE, "", null)))
                .isEqualTo("conference.refused.no-end");
        conferences
                .conclude(judge, series, sitting, SeriesFlow.Step.WATCH, "", TODAY.plusDays(60))
                .orElseThrow();
        assertThat(conferences.find(judge, series).series().due()).isEqualTo(TODAY.plusDays(60));
        conferences
                .conclude(judge, series, null, SeriesFlow.Step.CLOSE, "WATCHED", null)
                .orElseThrow();
        assertThat(waiting(judge, series)).isEmpty();
        assertThat(waiting(asker, request)).containsExactly("conference.closed");
    }

    @Test
    void a_meeting_that_is_called_off_or_moved_takes_the_clock_of_its_sitting_along() {
        UUID series = series(file(null));
        UUID sitting = call(series, child);
        UUID meeting = conferences.slot(judge, sitting).meeting();
        int version = meetings.find(judge, meeting).version();
        LocalDate before = conferences.find(judge, series).series().due();
        meetings.change(
                        judge,
                        meeting,
                        version,
                        new Meetings.Appointment(TODAY.plusDays(14), LocalTime.of(13, 0), null, "見本会議室"))
                .orElseThrow();
        assertThat(conferences.find(judge, series).series().due()).isAfter(before);
        agenda.callOff(judge, meeting, null).orElseThrow();
        assertThat(conferences.find(judge, series).series().state()).isEqualTo(SeriesFlow.State.TO_CALL);
        assertThat(waiting(judge, series)).containsExactly("conference.call");
        assertThat(refused(conferences.enter(child, sitting))).isEqualTo("conference.refused.door-closed");
    }

    @Test
    void both_natures_of_an_afternoon_keep_their_own_members() {
        CaseStory story = CaseStory.begun(context);
        UUID meeting = meetings.convene(
                        coordinator,
                        "MULTI",
                        new Meetings.Appointment(TODAY, LocalTime.of(14, 0), null, "見本会議室"),
                        List.of(disability.agency()))
                .orElseThrow();
        agenda.put(coordinator, meeting, kasane.testing.SampleAgenda.KIND, story.caseId())
                .orElseThrow();
        UUID series = series(file(null));
        UUID sitting = conferences
                .call(judge, series, meeting, null, "どう関わるかを決める", Set.of(child.agency()))
                .orElseThrow();
        assertThat(conferences.of(child, meeting)).hasSize(1);
        assertThat(conferences.of(disability, meeting)).isEmpty();
        assertThat(conferences.of(coordinator, meeting))
                .as("the convenor's agency knows that there is one")
                .hasSize(1);
        assertThat(refused(conferences.enter(coordinator, sitting))).isEqualTo("conference.refused.not-chosen");
        assertThat(seen(disability, sitting).values()).containsOnly(0L);
    }
}
