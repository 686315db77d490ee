package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.tasks.Tasks;
import kasane.testing.CaseStory;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@WithKasane
@Tag("sql")
@Promise("C1")
class SupportRequestsTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    SupportRequests requests;

    @Autowired
    Cases cases;

    @Autowired
    Households households;

    @Autowired
    Consents consents;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private static SupportRequests.NewRequest request(CaseStory story) {
        return new SupportRequests.NewRequest(
                story.householdId(),
                new LinkedHashSet<>(story.persons()),
                story.coordinator.agency(),
                List.of("UNTANGLE"),
                "模型の困りごと",
                "",
                "",
                false,
                null);
    }

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "allowed";
    }

    private List<String> waiting(Viewer.Staff viewer, java.util.UUID item) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 500)).stream()
                .filter(task -> item.equals(task.item()))
                .map(Tasks.Task::kind)
                .toList();
    }

    @Test
    void it_is_sent_only_with_the_living_consent_of_every_person_it_is_about() {
        CaseStory story = new CaseStory(context).household().consent(0, "suishin", "shougai");
        assertThat(refused(requests.send(story.asker, request(story)))).isEqualTo("collaboration.refused.no-consent");
        story.consent(1, Set.of(Category.LIFE), "suishin");
        assertThat(refused(requests.send(story.asker, request(story))))
                .as("a consent that leaves the support plan out")
                .isEqualTo("collaboration.refused.no-consent");
        story.consent(1, "shougai");
        assertThat(refused(requests.send(story.asker, request(story))))
                .as("a consent that names somebody else")
                .isEqualTo("collaboration.refused.no-consent");
        story.consent(1, "suishin").withdraw(1);
        assertThat(refused(requests.send(story.asker, request(story))))
                .as("a consent that was withdrawn")
                .isEqualTo("collaboration.refused.no-consent");
        story.consent(1, "suishin").send();
        assertThat(requests.find(story.coordinator, story.requestId()).request().persons())
                .isEqualTo(Set.copyOf(story.persons()));
    }

    @Test
    void only_whoever_keeps_the_record_asks_and_only_an_agency_that_coordinates_is_asked() {
        CaseStory story = new CaseStory(context).household().consent(0, "suishin", "shougai");
        story.consent(1, "suishin", "shougai");
        assertThatThrownBy(() -> requests.send(story.as("shougai"), request(story)))
                .isInstanceOf(NotVisible.class);
        assertThat(requests.windows(story.asker))
                .extracting(window -> window.id())
                .containsExactly(story.coordinator.agency());
        assertThat(refused(requests.send(
                        story.asker,
                        new SupportRequests.NewRequest(
                                story.householdId(),
                                Set.of(story.person(0)),
                                story.as("shougai").agency(),
                                List.of("UNTANGLE"),
                                "模型の困りごと",
                                "",
                                "",
                                false,
                                null))))
                .isEqualTo("collaboration.refused.no-coordinator");
        story.send();
        assertThatThrownBy(() -> requests.find(story.as("shougai"), story.requestId()))
                .as("the team of tomorrow, covered by consent, but not the addressee of the request")
                .isInstanceOf(NotVisible.class);
        assertThat(refused(requests.send(story.asker, request(story))))
                .isEqualTo("collaboration.refused.waiting-already");
    }

    @Test
    void whoever_must_act_has_the_task_and_accepting_begins_the_case_with_everybody_the_consents_name() {
        CaseStory story = new CaseStory(context).household().consent(0, "suishin", "shougai", "jiritsu");
        story.consent(1, "suishin").send();
        assertThat(waiting(story.coordinator, story.requestId())).containsExactly("collaboration.request");
        assertThat(waiting(story.asker, story.requestId())).isEmpty();
        story.accept();
        assertThat(waiting(story.coordinator, story.requestId())).isEmpty();
        assertThat(waiting(story.coordinator, story.caseId())).containsExactly("casework.plan");
        Cases.Standing standing = cases.standing(story.coordinator, story.caseId());
        assertThat(standing.state()).isEqualTo(CaseFlow.State.PLANNING);
        assertThat(standing.file().referrer()).isEqualTo(story.asker.agency());
        assertThat(cases.persons(story.coordinator, story.caseId())).isEqualTo(Set.copyOf(story.persons()));
        assertThat(cases.persons(story.as("shougai"), story.caseId())).containsExactly(story.person(0));
        assertThat(cases.team(story.coordinator, story.caseId()))
                .extracting(Cases.TeamMember::agency)
                .containsExactlyInAnyOrder(
                        story.asker.agency(),
                        story.coordinator.agency(),
                        story.as("shougai").agency(),
                        story.as("jiritsu").agency());
        assertThat(requests.find(story.asker, story.requestId()).request().caseId())
                .isEqualTo(story.caseId());
        assertThat(refused(requests.send(story.asker, request(story)))).isEqualTo("casework.refused.open-already");
    }

    @Test
    void what_comes_back_names_its_reason_and_stays_with_the_asker_until_it_decides() {
        CaseStory story = new CaseStory(context)
                .household("見本沢", "ツバメ")
                .consent(0, "suishin")
                .send();
        assertThat(refused(requests.giveBack(story.coordinator, story.requestId(), " ", null)))
                .isEqualTo("collaboration.refused.return-reason");
        assertThat(refused(requests.giveBack(story.asker, story.requestId(), "見本の理由", null)))
                .isEqualTo("collaboration.refused.other-side");
        requests.giveBack(
                        story.coordinator,
                        story.requestId(),
                        "見本の理由",
                        story.as("jiritsu").agency())
                .orElseThrow();
        SupportRequests.Opened back = requests.find(story.asker, story.requestId());
        assertThat(back.state()).isEqualTo(RequestFlow.State.RETURNED);
        assertThat(back.steps().getFirst().words()).isEqualTo("見本の理由");
        assertThat(back.steps().getFirst().otherName()).isEqualTo("自立相談支援センターかさね");
        assertThat(waiting(story.asker, story.requestId())).containsExactly("collaboration.returned");
        requests.end(story.asker, story.requestId(), RequestFlow.Step.KEEP, "").orElseThrow();
        assertThat(waiting(story.asker, story.requestId())).isEmpty();
        assertThat(refused(requests.accept(story.coordinator, story.requestId())))
                .isEqualTo("collaboration.refused.ended");
    }

    @Test
    void a_returned_request_is_sent_again_once() {
        CaseStory story = new CaseStory(context)
                .household("例島", "ツバメ")
                .consent(0, "suishin")
                .send();
        requests.giveBack(story.coordinator, story.requestId(), "見本の理由", null).orElseThrow();
        SupportRequests.NewRequest again = new SupportRequests.NewRequest(
                story.householdId(),
                Set.of(story.person(0)),
                story.coordinator.agency(),
                List.of("OUTREACH"),
                "模型の困りごと",
                "",
                "",
                true,
                story.requestId());
        requests.send(story.asker, again).orElseThrow();
        assertThat(requests.find(story.asker, story.requestId()).state()).isEqualTo(RequestFlow.State.REDIRECTED);
        assertThat(requests.ofHousehold(story.asker, story.householdId())).hasSize(2);
        assertThat(requests.send(story.asker, again).isAllowed()).isFalse();
    }

    @Test
    void when_the_consent_is_withdrawn_before_the_answer_the_request_is_taken_back_and_the_addressee_freed() {
        CaseStory story = new CaseStory(context)
                .household("模型川", "ツバメ")
                .consent(0, "suishin")
                .send();
        story.withdraw(0);
        assertThatThrownBy(() -> requests.find(story.coordinator, story.requestId()))
                .isInstanceOf(NotVisible.class);
        assertThat(requests.list(story.coordinator).received())
                .extracting(SupportRequests.Line::id)
                .doesNotContain(story.requestId());
        assertThat(waiting(story.coordinator, story.requestId())).isEmpty();
        assertThat(requests.find(story.asker, story.requestId()).state()).isEqualTo(RequestFlow.State.WITHDRAWN);
    }

    @Test
    void a_request_stays_as_long_as_another_consent_of_the_person_carries_it() {
        CaseStory story = new CaseStory(context)
                .household("模型原", "ツバメ")
                .consent(0, "suishin")
                .consent(0, "suishin")
                .send();
        for (Consents.Consent consent : db.transact(story.asker, () -> consents.of(story.asker, story.householdId()))) {
            story.consent(0, "suishin");
            db.run(story.asker, () -> consents.withdraw(story.asker, consent.id(), "見本の理由"));
            assertThat(requests.find(story.asker, story.requestId()).state()).isEqualTo(RequestFlow.State.SENT);
            assertThat(requests.find(story.coordinator, story.requestId()).state())
                    .isEqualTo(RequestFlow.State.SENT);
        }
    }

    @Test
    void after_a_withdrawal_the_coordinator_keeps_its_own_rows_and_sees_the_household_no_more() {
        CaseStory story = CaseStory.begun(context);
        assertThat(households.members(story.coordinator, story.householdId())).hasSize(2);
        story.withdraw(0).withdraw(1);
        assertThat(households.members(story.coordinator, story.householdId())).isEmpty();
        assertThatThrownBy(() -> requests.find(story.coordinator, story.requestId()))
                .isInstanceOf(NotVisible.class);
        assertThat(cases.standing(story.coordinator, story.caseId()).state()).isEqualTo(CaseFlow.State.REVIEW);
        assertThatThrownBy(() -> cases.standing(story.as("shougai"), story.caseId()))
                .isInstanceOf(NotVisible.class);
    }
}
