package kasane.collaboration;

import static kasane.gate.Policy.Command.INSERT;
import static kasane.gate.Policy.Command.SELECT;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** What is about several people is seen by whoever may see all of them; each side writes only its own part. */
@Component
class CollaborationPolicies implements PolicySource {

    private static final String VIEWER = "(select gate.viewer_agency())";
    private static final String OWN = "owner_agency = " + VIEWER;

    private static final String OWN_SIDE_OF_REQUEST = """
            (select true from collaboration.support_request s
             where s.id = request_step.request_id and s.household_id = request_step.household_id
               and s.persons <@ request_step.persons and s.persons @> request_step.persons
               and (select gate.viewer_agency()) = case when request_step.kind in ('ACCEPT', 'RETURN') then s.to_agency
                 else s.owner_agency end limit 1)
            """;

    private static final String PARTY_OF_INTRODUCTION = OWN + " or to_agency = " + VIEWER;

    private static final String INTRODUCTION_OF_STEP = """
            (select true from collaboration.introduction i where i.id = introduction_step.introduction_id
               and (i.owner_agency = (select gate.viewer_agency()) or i.to_agency = (select gate.viewer_agency()))
             limit 1)
            """;

    private static final String OWN_INTRODUCTION = """
            (select true from collaboration.introduction i where i.id = introduction_of.introduction_id
               and i.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** Whatever hangs on a case hangs on one of the same household that is in sight. */
    private static final String OF_CASE = """
            (select true from casework.pub_case c where c.id = {t}.case_id and c.household_id = {t}.household_id limit 1)
            """;

    /** Only the agency that carries the case writes its plan. */
    private static final String OF_OWN_CASE = """
            (select true from casework.pub_case c where c.id = {t}.case_id and c.household_id = {t}.household_id
               and c.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** What happened is told by the team of a case to whoever carries it. */
    private static final String OF_CARRIED_CASE = """
            (select true from casework.pub_case c where c.id = occurrence.case_id
               and c.household_id = occurrence.household_id and c.owner_agency = occurrence.carrier
               and exists (select from casework.pub_team t where t.case_id = c.id
                           and t.agency_id = (select gate.viewer_agency()) and t.left_on is null) limit 1)
            """;

    /** Whoever told it takes it back, whoever carries the case does everything else. */
    private static final String OWN_SIDE_OF_OCCURRENCE = """
            (select true from collaboration.occurrence o where o.id = occurrence_end.occurrence_id
               and o.household_id = occurrence_end.household_id
               and o.persons <@ occurrence_end.persons and o.persons @> occurrence_end.persons
               and (select gate.viewer_agency()) = case when occurrence_end.kind = 'WITHDRAW' then o.owner_agency
                 else o.carrier end limit 1)
            """;

    /** Whoever is asked answers, whoever carries the case does everything else. */
    private static final String OWN_SIDE_OF_PARTIAL = """
            (select true from collaboration.partial_hand_back p where p.id = partial_hand_back_step.partial_id
               and p.household_id = partial_hand_back_step.household_id
               and p.persons <@ partial_hand_back_step.persons and p.persons @> partial_hand_back_step.persons
               and (select gate.viewer_agency()) = case
                 when partial_hand_back_step.kind in ('ACCEPT', 'REFUSE') then p.to_agency else p.owner_agency end limit 1)
            """;

    private static final String OF_OWN_PLAN = """
            (select true from collaboration.plan p where p.id = {t}.plan_id
               and p.household_id = {t}.household_id and p.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** What was agreed hangs on a handover of the same household, by one of those it is about. */
    private static final String OF_OWN_HANDOVER = """
            (select true from collaboration.handover h where h.id = handover_part.handover_id
               and h.household_id = handover_part.household_id and handover_part.person_id = any (h.persons)
               and h.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_OWN_ASSESSMENT = """
            (select true from collaboration.assessment a where a.id = {t}.assessment_id
               and a.household_id = {t}.household_id and {t}.persons <@ a.persons
               and a.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_OWN_MONITORING = """
            (select true from collaboration.monitoring m where m.id = {t}.monitoring_id
               and m.household_id = {t}.household_id and m.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_OWN_EVALUATION = """
            (select true from collaboration.evaluation e where e.id = {t}.evaluation_id
               and e.household_id = {t}.household_id and e.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** Whoever was asked to lead and accepted ends the plan that was in force until then, and changes it in no other way. */
    private static final String TOOK_OVER = """
            (select true from collaboration.hand_back h
               join collaboration.hand_back_answer r on r.hand_back_id = h.id and r.accepted
             where h.case_id = plan.case_id and h.household_id = plan.household_id
               and h.to_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String DECIDES = "(select gate.viewer_has('MUNICIPAL_DECIDER')) and " + OF_CASE;

    private static final String DECIDES_ON_PLAN = """
            (select gate.viewer_has('MUNICIPAL_DECIDER'))
            and (select true from collaboration.plan p where p.id = reconsideration.plan_id
                   and p.household_id = reconsideration.household_id
                   and p.persons <@ reconsideration.persons and p.persons @> reconsideration.persons limit 1)
            """;

    private static final String ASKED = """
            (select true from collaboration.hand_back h where h.id = hand_back_answer.hand_back_id
               and h.household_id = hand_back_answer.household_id and h.to_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** What is asked and answered between two agencies is nobody else's, whatever else they may see of these persons. */
    private static final String BETWEEN_TWO = VIEWER + " in (owner_agency, to_agency)";

    /** Each of the two takes its own steps; whoever asked keys in those of an agency for which nobody signs in. */
    private static final String OWN_SIDE_OF_INFORMATION = """
            (select true from collaboration.information_request r
             where r.id = information_step.request_id and r.household_id = information_step.household_id
               and r.persons <@ information_step.persons and r.persons @> information_step.persons
               and (information_step.told_way = '' or r.on_paper)
               and (case when information_step.kind in ('ANSWER', 'CANNOT') and information_step.told_way = ''
                         then r.to_agency = (select gate.viewer_agency()) and information_step.to_agency = r.owner_agency
                         else r.owner_agency = (select gate.viewer_agency()) and information_step.to_agency = r.to_agency
                    end) limit 1)
            """;

    private static final String ASKED_FOR_INFORMATION = """
            (select true from collaboration.information_request r
             where r.id = information_part.request_id and r.household_id = information_part.household_id
               and r.persons <@ information_part.persons and r.persons @> information_part.persons
               and information_part.topic = any (r.topics)
               and (case when information_part.keyed_in
                         then r.on_paper and r.owner_agency = (select gate.viewer_agency())
                              and information_part.to_agency = r.to_agency
                         else r.to_agency = (select gate.viewer_agency())
                              and information_part.to_agency = r.owner_agency end) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        policies.addAll(Sight.together("collaboration.support_request"));
        together(policies, "collaboration.request_step", OWN_SIDE_OF_REQUEST);
        policies.add(Policy.select("collaboration.introduction", "kasane_app", PARTY_OF_INTRODUCTION));
        policies.add(Policy.insert("collaboration.introduction", "kasane_app", OWN));
        policies.add(
                Policy.select("collaboration.introduction_step", "kasane_app", OWN + " or " + INTRODUCTION_OF_STEP));
        policies.add(
                Policy.insert("collaboration.introduction_step", "kasane_app", OWN + " and " + INTRODUCTION_OF_STEP));
        about(policies, "collaboration.introduction_of", OWN_INTRODUCTION);
        together(policies, "collaboration.assessment", OF_OWN_CASE);
        together(policies, "collaboration.assessment_sheet", OF_OWN_ASSESSMENT);
        policies.addAll(Policy.openForReading("collaboration.assessment_form", "kasane_app"));
        policies.addAll(Policy.openForReading("collaboration.assessment_item", "kasane_app"));
        plan(policies);
        together(policies, "collaboration.plan_line", OF_OWN_PLAN);
        together(policies, "collaboration.plan_words", OF_OWN_PLAN);
        about(policies, "collaboration.support_decision", DECIDES);
        together(policies, "collaboration.reconsideration", DECIDES_ON_PLAN);
        together(policies, "collaboration.monitoring", OF_CASE);
        together(policies, "collaboration.monitoring_line", OF_OWN_MONITORING);
        together(policies, "collaboration.evaluation", OF_OWN_CASE);
        together(policies, "collaboration.evaluation_goal", OF_OWN_EVALUATION);
        together(policies, "collaboration.hand_back", OF_OWN_CASE);
        together(policies, "collaboration.hand_back_answer", ASKED);
        together(policies, "collaboration.partial_hand_back", OF_OWN_CASE);
        together(policies, "collaboration.partial_hand_back_step", OWN_SIDE_OF_PARTIAL);
        together(policies, "collaboration.follow_up", OF_CASE);
        together(policies, "collaboration.direct_inquiry", OF_OWN_CASE);
        together(policies, "collaboration.pause", OF_OWN_CASE);
        together(policies, "collaboration.occurrence", OF_CARRIED_CASE);
        together(policies, "collaboration.occurrence_end", OWN_SIDE_OF_OCCURRENCE);
        together(policies, "collaboration.reopening", OF_OWN_CASE);
        betweenTwo(policies, "collaboration.information_request", OF_OWN_CASE);
        informationSteps(policies);
        betweenTwo(policies, "collaboration.information_part", ASKED_FOR_INFORMATION);
        together(policies, "collaboration.handover", OF_OWN_CASE);
        Sight.rows("collaboration.handover_part")
                .forEach(policy -> policies.add(policy.andFor(INSERT, OF_OWN_HANDOVER)));
        return policies;
    }

    /**
     * A plan is changed by the agency that carries the case, put into force by whoever decides for the municipality, and
     * ended by the lead that takes over.
     */
    private static void plan(List<Policy> policies) {
        about(policies, "collaboration.plan", OF_OWN_CASE);
        String decider =
                "(select gate.viewer_has('MUNICIPAL_DECIDER')) and (" + Sight.SEES_ABOUT.replace("{t}", "plan") + ")";
        policies.add(new Policy(
                "collaboration.plan", "decide_kasane_app", Policy.Command.UPDATE, "kasane_app", decider, decider));
        policies.add(new Policy(
                "collaboration.plan",
                "take_over_kasane_app",
                Policy.Command.UPDATE,
                "kasane_app",
                "state = 'IN_FORCE' and " + TOOK_OVER,
                "state = 'ENDED' and " + TOOK_OVER));
    }

    private static void about(List<Policy> policies, String table, String condition) {
        Sight.about(table).forEach(policy -> policies.add(policy.andFor(INSERT, condition)));
    }

    private static void together(List<Policy> policies, String table, String condition) {
        Sight.together(table).forEach(policy -> policies.add(policy.andFor(INSERT, condition)));
    }

    private static void betweenTwo(List<Policy> policies, String table, String condition) {
        Sight.together(table)
                .forEach(policy -> policies.add(policy.andFor(INSERT, condition).andFor(SELECT, BETWEEN_TWO)));
    }

    /** Whoever asked can end it without a word, also when no consent lives any more. */
    private static void informationSteps(List<Policy> policies) {
        String table = "collaboration.information_step";
        for (Policy policy : Sight.together(table)) {
            policies.add(
                    policy.command() == INSERT
                            ? Policy.insert(
                                    table,
                                    policy.role(),
                                    "((" + policy.check() + ") or (" + OWN
                                            + " and kind in ('READ', 'WITHDRAW') and words = '')) and "
                                            + OWN_SIDE_OF_INFORMATION)
                            : policy.andFor(SELECT, BETWEEN_TWO));
        }
    }
}
