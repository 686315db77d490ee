package kasane.tasks;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** Who sees and closes work: the agency that has it, the one that asked for it, and the one whose item it is. */
@Component
class TaskPolicies implements PolicySource {

    /** Of discreet work only the agency that has it knows; of work on what is concealed, only those admitted to it. */
    private static final String PARTY = """
            (((select gate.viewer_agency()) = assignee_agency
             or not discreet and (select gate.viewer_agency()) in (created_by_agency, item_agency))
             and %s
             and (kind <> 'register.review-concealment' or sharing.admitted(household_id)))
            """.formatted(Sight.openHere("household_id"));

    /** Work that nobody moved, for the function that tells of it without its item. */
    private static final String LATE = "done_at is null and escalated_to_coordinator_at is not null";

    /**
     * Whoever records the withdrawal of a consent also frees those who can no longer see what they had to do: within that
     * one transaction the work of the household's case and conferences may be closed or moved, and no other.
     */
    private static final String WITHDRAWING = """
             or kind ~ '^(casework|conference|collaboration)[.]'
                and household_id in (select w.household_id from sharing.pub_withdrawn_now w)
            """;

    /** Work is signed by whoever causes it; discreet work belongs to the agency that has it and names nobody. */
    private static final String CREATING = """
            (select gate.viewer_agency()) is not null and (select gate.viewer_staff()) is not null
            and case when discreet
              then created_by_agency = assignee_agency and item_agency = assignee_agency and created_by_staff = 0
              else created_by_agency = (select gate.viewer_agency()) and created_by_staff = (select gate.viewer_staff()) end
            """;

    /** Whoever came by a link touches the work on that one item alone: it ends it, and hands on what follows to its agency. */
    private static final String OF_LINKED_ITEM = "item_id = (select gate.viewer_item())";

    private static final String ENDED_BY_GUEST = OF_LINKED_ITEM + """
             and (done_at is null or done_by_agency = (select gate.viewer_agency()) and done_by_staff = 0)
            """;

    private static final String CREATED_BY_GUEST = OF_LINKED_ITEM + """
             and assignee_agency = item_agency and created_by_agency = (select gate.viewer_agency())
            and created_by_staff = 0 and not discreet
            """;

    /** 異動: the functions that hand work on, for the job that carries plans out. */
    private static final String SUCCEEDING = "(select gate.viewer_purpose()) = 'succeed'";

    private static final String LEFT_BY_SUCCESSION = SUCCEEDING + """
             and kind like 'home.%' and created_by_agency = assignee_agency and item_agency = assignee_agency
            and created_by_staff = 0
            """;

    private static final String NOTIFYING = "(select gate.viewer_purpose()) = 'notify'";

    private static final String OWN_WISH = "staff_id = (select gate.viewer_staff())";

    private static final String ESCALATING = "(select gate.viewer_purpose()) = 'escalate'";

    @Override
    public List<Policy> policies() {
        return List.of(
                Policy.select("tasks.task", "kasane_app", PARTY + WITHDRAWING),
                Policy.insert("tasks.task", "kasane_app", CREATING),
                Policy.update("tasks.task", "kasane_app", PARTY + WITHDRAWING, PARTY + WITHDRAWING),
                Policy.select("tasks.task", "kasane_public", OF_LINKED_ITEM),
                Policy.insert("tasks.task", "kasane_public", CREATED_BY_GUEST),
                Policy.update("tasks.task", "kasane_public", ENDED_BY_GUEST, ENDED_BY_GUEST),
                Policy.select("tasks.task", "kasane_sharing", LATE + " or " + SUCCEEDING),
                Policy.insert("tasks.task", "kasane_sharing", LEFT_BY_SUCCESSION),
                Policy.update("tasks.task", "kasane_sharing", SUCCEEDING, SUCCEEDING),
                Policy.select("tasks.task", "kasane_job", ESCALATING + " or " + NOTIFYING),
                Policy.select("tasks.mail_wish", "kasane_app", OWN_WISH),
                Policy.insert("tasks.mail_wish", "kasane_app", OWN_WISH),
                Policy.update("tasks.mail_wish", "kasane_app", OWN_WISH, OWN_WISH),
                Policy.select("tasks.mail_wish", "kasane_job", NOTIFYING),
                Policy.update("tasks.mail_wish", "kasane_job", NOTIFYING, NOTIFYING),
                Policy.select("tasks.letter", "kasane_job", NOTIFYING),
                Policy.insert("tasks.letter", "kasane_job", NOTIFYING),
                Policy.update("tasks.letter", "kasane_job", NOTIFYING, NOTIFYING),
                Policy.update("tasks.task", "kasane_job", ESCALATING, ESCALATING));
    }
}
