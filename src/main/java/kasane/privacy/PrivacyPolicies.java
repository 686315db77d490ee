package kasane.privacy;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/**
 * The policies of inquiries, 名寄せ候補, inspections and verifications: what a 個人情報保護担当 asked and did, what the jobs found, and for a
 * manager what they were asked about their own agency. A list of who looked is itself nobody else's to see.
 */
@Component
class PrivacyPolicies implements PolicySource {

    private static final String OFFICER = "(select gate.viewer_has('PRIVACY_OFFICER'))";

    /** Signed by whoever does it, when it is done. */
    private static final String INQUIRY_BY_MYSELF = OFFICER + """
             and owner_agency = (select gate.viewer_hat()) and opened_by = (select gate.viewer_staff())
            and opened_at = (select gate.viewer_now())
            """;

    /** The second is somebody else, and only an inquiry of two has one. */
    private static final String SECOND_BY_MYSELF = OFFICER + """
             and confirmed_by = (select gate.viewer_staff()) and confirmed_at = (select gate.viewer_now())
            and (select i.together and i.opened_by <> (select gate.viewer_staff())
                 from privacy.inquiry i where i.id = confirmation.inquiry_id)
            """;

    private static final String COPY_BY_MYSELF = OFFICER + """
             and owner_agency = (select gate.viewer_hat()) and made_by = (select gate.viewer_staff())
            and made_at = (select gate.viewer_now())
            """;

    /** 名寄せ候補 is asked by municipal staff, in their own name. */
    private static final String NAMESAKE_BY_MYSELF = """
            staff_id = (select gate.viewer_staff()) and owner_agency = (select gate.viewer_agency())
            and asked_at = (select gate.viewer_now())
            and (select a.municipal from access.pub_agency a where a.id = (select gate.viewer_agency()))
            """;

    private static final String MY_NAMESAKE = "staff_id = (select gate.viewer_staff())"
            + " and owner_agency = (select gate.viewer_agency()) and "
            + Sight.openHere("namesake_inquiry.household_id");

    /** What an agency keeps is its manager's to propose for 廃棄. */
    private static final String MANAGES =
            "(owner_agency = (select gate.viewer_agency()) and (select gate.viewer_has('MANAGER')))";

    private static final String HOLD =
            "owner_agency = (select gate.viewer_agency()) and " + Sight.openHere("hold.household_id");

    /** 漏えい等 is judged by 個人情報保護担当, or the 所管課 where nobody has that duty. */
    private static final String JUDGES =
            "(select gate.viewer_has('PRIVACY_OFFICER') or gate.viewer_has('MUNICIPAL_DECIDER'))";

    /** Whoever told it, and the manager of the agency where it was told. */
    private static final String TOLD_HERE = "owner_agency = (select gate.viewer_hat())"
            + " and (reported_by = (select gate.viewer_staff()) or (select gate.viewer_has('MANAGER')))";

    private static final String TOLD_BY_MYSELF = """
            owner_agency = (select gate.viewer_hat()) and reported_by = (select gate.viewer_staff())
            and reported_at = (select gate.viewer_now())
            """;

    private static final String OF_SEEN_INCIDENT =
            "(select true from privacy.incident i where i.id = incident_step.incident_id limit 1)";

    /** What was sent is brought back by whoever told or judges; the rest is for those who judge. */
    private static final String INCIDENT_STEP_BY_MYSELF = "owner_agency = (select gate.viewer_hat())"
            + " and staff_id = (select gate.viewer_staff()) and at = (select gate.viewer_now())"
            + " and (kind = 'RECALL' or " + JUDGES + ") and " + OF_SEEN_INCIDENT;

    private static final String INSPECTING = "(select gate.viewer_purpose()) = 'inspect-log'";

    private static final String VERIFYING = "(select gate.viewer_purpose()) = 'verify-log'";

    /** Whoever answers for the log: the one who inspects it, and the one who runs the system. */
    private static final String ANSWERS_FOR_THE_LOG =
            "(select gate.viewer_has('PRIVACY_OFFICER') or gate.viewer_has('SYSTEM_ADMINISTRATOR'))";

    /** A manager sees of the findings those about the own agency that were put to it as a question. */
    private static final String ASKED_OF_MY_AGENCY = """
            (select gate.viewer_has('MANAGER')) and agency_id = (select gate.viewer_agency())
            and staff_id <> (select gate.viewer_staff())
            and (select true from privacy.finding_step s where s.finding_id = finding.id and s.kind = 'ASKED' limit 1)
            """;

    /** Of the steps a manager sees the question and the own answer, never what the officer noted for the file. */
    private static final String SAID_TO_MY_AGENCY = """
            (select gate.viewer_has('MANAGER')) and (select gate.viewer_agency()) is not null
            and (kind = 'ASKED' and about_agency = (select gate.viewer_agency())
                 or kind = 'ANSWERED' and agency_id = (select gate.viewer_agency()))
            """;

    /** Nobody checks, asks about or answers for what they did themselves. */
    private static final String STEP_BY_MYSELF = """
            agency_id = (select gate.viewer_hat()) and staff_id = (select gate.viewer_staff())
            and at = (select gate.viewer_now())
            and about_staff <> (select gate.viewer_staff())
            and case when kind = 'ANSWERED'
              then (select gate.viewer_has('MANAGER')) and about_agency = (select gate.viewer_agency())
              else (select gate.viewer_has('PRIVACY_OFFICER')) end
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        for (String table : List.of("privacy.inquiry", "privacy.confirmation", "privacy.chosen", "privacy.copy")) {
            policies.add(Policy.select(table, "kasane_app", OFFICER));
        }
        policies.add(Policy.insert("privacy.inquiry", "kasane_app", INQUIRY_BY_MYSELF));
        policies.add(Policy.insert("privacy.confirmation", "kasane_app", SECOND_BY_MYSELF));
        policies.add(Policy.insert("privacy.copy", "kasane_app", COPY_BY_MYSELF));
        // The definer functions act as these roles; they decide by themselves for whom.
        for (String table : List.of("privacy.inquiry", "privacy.confirmation")) {
            policies.add(Policy.select(table, "kasane_search", "true"));
        }
        policies.add(Policy.select("privacy.chosen", "kasane_search", "true"));
        policies.add(Policy.insert("privacy.chosen", "kasane_search", "true"));
        policies.add(Policy.select("privacy.chosen", "kasane_sealer", "true"));

        policies.add(Policy.select("privacy.namesake_inquiry", "kasane_app", MY_NAMESAKE));
        policies.add(Policy.insert("privacy.namesake_inquiry", "kasane_app", NAMESAKE_BY_MYSELF));
        policies.add(Policy.select("privacy.namesake_inquiry", "kasane_search", "true"));

        policies.add(Policy.select("privacy.hold", "kasane_app", HOLD));
        policies.add(Policy.insert(
                "privacy.hold",
                "kasane_app",
                HOLD + " and " + MANAGES + " and set_by = (select gate.viewer_staff())"
                        + " and set_at = (select gate.viewer_now()) and asked_by is null and lifted_by is null"));
        policies.add(Policy.update("privacy.hold", "kasane_app", HOLD, HOLD));
        for (String table : List.of("privacy.disposal", "privacy.disposal_unit")) {
            policies.add(Policy.select(table, "kasane_app", MANAGES + " or " + OFFICER));
            policies.add(Policy.select(table, "kasane_disposal", "true"));
            policies.add(Policy.insert(table, "kasane_disposal", "true"));
            policies.add(Policy.update(table, "kasane_disposal", "true", "true"));
        }
        policies.add(Policy.select("privacy.remains", "kasane_app", MANAGES + " or " + OFFICER));
        policies.add(Policy.insert("privacy.remains", "kasane_disposal", "true"));

        policies.add(Policy.select("privacy.incident", "kasane_app", JUDGES + " or (" + TOLD_HERE + ")"));
        policies.add(Policy.insert("privacy.incident", "kasane_app", TOLD_BY_MYSELF));
        policies.add(Policy.update("privacy.incident", "kasane_app", JUDGES, JUDGES));
        policies.add(Policy.select("privacy.incident", "kasane_sealer", "true"));
        policies.add(Policy.select("privacy.incident_step", "kasane_app", OF_SEEN_INCIDENT));
        policies.add(Policy.insert("privacy.incident_step", "kasane_app", INCIDENT_STEP_BY_MYSELF));

        policies.add(Policy.select("privacy.finding", "kasane_app", OFFICER + " or " + ASKED_OF_MY_AGENCY));
        policies.add(Policy.select("privacy.finding", "kasane_job", INSPECTING));
        policies.add(Policy.insert("privacy.finding", "kasane_job", INSPECTING));
        policies.add(Policy.select("privacy.inspected", "kasane_app", OFFICER));
        policies.add(Policy.select("privacy.inspected", "kasane_job", INSPECTING));
        policies.add(Policy.insert("privacy.inspected", "kasane_job", INSPECTING));
        policies.add(Policy.select("privacy.finding_step", "kasane_app", OFFICER + " or " + SAID_TO_MY_AGENCY));
        policies.add(Policy.insert("privacy.finding_step", "kasane_app", STEP_BY_MYSELF));

        policies.add(Policy.select("privacy.verification", "kasane_app", ANSWERS_FOR_THE_LOG));
        policies.add(Policy.select("privacy.verification", "kasane_job", VERIFYING));
        policies.add(Policy.insert("privacy.verification", "kasane_job", VERIFYING));
        policies.add(Policy.update("privacy.verification", "kasane_job", VERIFYING, VERIFYING));
        return policies;
    }
}
