package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.access.Told;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 情報収集依頼 between the agency that carries a case and one that the consents cover. */
@WithKasane
@Tag("sql")
@Promise("F4")
class InformationRequestsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);
    private static final LocalDate DUE = LocalDate.of(2026, 6, 29);

    @Autowired
    ApplicationContext context;

    @Autowired
    InformationRequests requests;

    @Autowired
    Agencies agencies;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private CaseStory story;
    private Viewer.Staff shougai;
    private Viewer.Staff jiritsu;
    private Viewer.Staff suishin;

    @BeforeEach
    void aCase() {
        story = new CaseStory(context)
                .household("見本沢", "ミナモ", "ミヨシ")
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
        suishin = story.coordinator;
        shougai = story.as("shougai");
        jiritsu = story.as("jiritsu");
    }

    private Decision<UUID> ask(Viewer.Staff of, PersonId... persons) {
        return requests.ask(
                suishin,
                new InformationRequests.NewRequest(
                        story.caseId(), Set.of(persons), of.agency(), List.of("HEALTH", "MONEY"), "見本：通院のようす", DUE));
    }

    private List<String> waiting(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> tasks.waiting(viewer, 300).stream()
                        .filter(task -> story.householdId().equals(task.household()))
                        .map(task -> task.kind() + " " + task.due())
                        .filter(task -> task.startsWith("collaboration.information"))
                        .toList());
    }

    private static InformationRequests.Part part(String topic) {
        return new InformationRequests.Part(topic, "見本：月に1回通っている", "PERSON", 1);
    }

    @Test
    void an_agency_is_asked_only_about_those_of_whom_it_may_know() {
        assertThat(refusal(ask(shougai, story.person(0), story.person(1))))
                .isEqualTo("collaboration.refused.addressee-not-covered");
        assertThat(refusal(ask(story.as("gakkou"), story.person(0))))
                .isEqualTo("collaboration.refused.addressee-not-covered");
        assertThat(ask(shougai, story.person(0)).isAllowed()).isTrue();
        assertThat(waiting(shougai)).containsExactly("collaboration.information " + DUE);
    }

    @Test
    void what_is_asked_and_answered_between_two_is_nobody_elses() {
        UUID id = ask(shougai, story.person(0)).orElseThrow();
        requests.answer(shougai, id, List.of(part("HEALTH"))).orElseThrow();
        assertThat(requests.find(suishin, id).parts()).containsExactly(part("HEALTH"));
        for (Viewer.Staff other : List.of(jiritsu, story.asker, story.as("gakkou"))) {
            assertThatThrownBy(() -> requests.find(other, id)).isInstanceOf(NotVisible.class);
            assertThat(requests.ofCase(other, story.caseId())).isEmpty();
        }
    }

    @Test
    void an_answer_waits_to_be_read_and_a_refusal_says_why() {
        UUID id = ask(shougai, story.person(0)).orElseThrow();
        assertThat(refusal(requests.step(shougai, id, InformationFlow.Step.READ, "")))
                .isNotEmpty();
        assertThat(refusal(requests.answer(suishin, id, List.of(part("HEALTH")))))
                .isNotEmpty();
        assertThat(refusal(requests.answer(shougai, id, List.of())))
                .isEqualTo("collaboration.refused.nothing-answered");
        requests.answer(shougai, id, List.of(part("MONEY"))).orElseThrow();
        assertThat(waiting(shougai)).isEmpty();
        assertThat(waiting(suishin)).singleElement().asString().startsWith("collaboration.information-answered");
        requests.step(suishin, id, InformationFlow.Step.READ, "").orElseThrow();
        assertThat(waiting(suishin)).isEmpty();

        UUID second = ask(jiritsu, story.person(1)).orElseThrow();
        assertThat(refusal(requests.step(jiritsu, second, InformationFlow.Step.CANNOT, " ")))
                .isEqualTo("collaboration.refused.cannot-gather-reason");
        requests.step(jiritsu, second, InformationFlow.Step.CANNOT, "見本：会えていない").orElseThrow();
        assertThat(waiting(suishin)).singleElement().asString().startsWith("collaboration.information-refused");
    }

    @Test
    void a_topic_that_was_not_asked_is_not_answered() {
        UUID id = ask(shougai, story.person(0)).orElseThrow();
        assertThatThrownBy(() -> requests.answer(shougai, id, List.of(part("FAMILY"))))
                .isInstanceOf(NotVisible.class);
    }

    @Test
    void after_a_withdrawal_the_addressee_sees_nothing_and_the_asker_has_the_work_and_what_came_before() {
        UUID open = ask(shougai, story.person(0)).orElseThrow();
        UUID answered = ask(jiritsu, story.person(0)).orElseThrow();
        requests.answer(jiritsu, answered, List.of(part("HEALTH"))).orElseThrow();
        story.withdraw(0);
        assertThatThrownBy(() -> requests.find(shougai, open)).isInstanceOf(NotVisible.class);
        assertThat(waiting(shougai)).isEmpty();
        assertThat(waiting(suishin)).anyMatch(task -> task.startsWith("collaboration.information "));
        assertThat(requests.find(suishin, answered).parts())
                .as("the answer is about somebody whom 多機関協働 no longer sees")
                .isEmpty();
        requests.step(suishin, open, InformationFlow.Step.WITHDRAW, "").orElseThrow();
        assertThat(refusal(ask(shougai, story.person(0)))).isEqualTo("collaboration.refused.not-supported");
    }

    @Test
    @Promise("F12")
    void an_agency_without_accounts_is_asked_by_paper_and_its_answer_is_keyed_in_by_whoever_asked() {
        AgencyId clinic = db.transact(suishin, () -> agencies.list(suishin)).stream()
                .filter(Agencies.Agency::onPaper)
                .filter(agency -> agency.name().equals("見本台内科医院"))
                .findFirst()
                .orElseThrow()
                .id();
        Viewer.Staff nobody = new Viewer.Staff(new StaffId(999_999), clinic, Set.of());
        story = new CaseStory(context)
                .known("naika", nobody)
                .household("見本沢", "ミナト")
                .consent(0, "suishin", "naika", "shougai")
                .send()
                .accept();
        UUID id = ask(nobody, story.person(0)).orElseThrow();
        assertThat(waiting(suishin)).containsExactly("collaboration.information-on-paper " + DUE);
        Told told = new Told(Told.Way.PHONE, "看護師長", TODAY);
        assertThat(refusal(requests.answer(suishin, id, List.of(part("HEALTH")))))
                .as("keyed in, or not at all")
                .isEqualTo("collaboration.refused.other-side");
        requests.answer(suishin, id, List.of(part("HEALTH")), told).orElseThrow();
        InformationRequests.Opened opened = requests.find(suishin, id);
        assertThat(opened.state()).isEqualTo(InformationFlow.State.ANSWERED);
        assertThat(opened.parts()).containsExactly(part("HEALTH"));
        assertThat(opened.steps()).singleElement().satisfies(step -> {
            assertThat(step.told()).isEqualTo(told);
            assertThat(step.staff()).isEqualTo("手本坂カナメ");
        });
        assertThat(waiting(suishin)).singleElement().asString().startsWith("collaboration.information-answered");

        UUID refused = ask(nobody, story.person(0)).orElseThrow();
        requests.step(suishin, refused, InformationFlow.Step.CANNOT, "見本：受診が途切れている", told)
                .orElseThrow();
        assertThat(requests.find(suishin, refused).state()).isEqualTo(InformationFlow.State.REFUSED);

        UUID signsIn = ask(shougai, story.person(0)).orElseThrow();
        assertThat(refusal(requests.step(suishin, signsIn, InformationFlow.Step.CANNOT, "見本", told)))
                .isEqualTo("collaboration.refused.not-on-paper");
    }

    private static String refusal(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "";
    }
}
