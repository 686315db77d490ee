package kasane.referral;

import static kasane.gate.Policy.Command.INSERT;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** The policies of sheets and steps: the one rule of sight, and that each side takes only its own steps. */
@Component
class ReferralPolicies implements PolicySource {

    /**
     * The step's sheet is in sight and of the same household, and the side that acts is the side the step belongs to; what
     * happens at an agency without accounts is keyed in by the sender, and says so.
     */
    private static final String OWN_SIDE = """
            (select true from referral.sheet s
             where s.id = step.referral_id and s.household_id = step.household_id and s.person_id = step.person_id
               and (select gate.viewer_agency()) = case
                 when step.kind in ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY') and step.told_way = '' then s.to_agency
                 else s.owner_agency end
               and (step.told_way = '' or s.on_paper)
             limit 1)
            """;

    /** The addressee opens its record, and nobody else does. */
    private static final String ADDRESSEE = """
            (select true from referral.sheet s
             where s.id = opened.referral_id and s.to_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** Only the sender names who reads along, and never one of the two sides. */
    private static final String SENDER = """
            (select true from referral.sheet s
             where s.id = copy.referral_id and s.household_id = copy.household_id and s.person_id = copy.person_id
               and s.owner_agency = (select gate.viewer_agency())
               and copy.agency_id not in (s.owner_agency, s.to_agency) limit 1)
            """;

    /** Whoever got a copy says that it was read. */
    private static final String READER = """
            (select true from referral.copy c
             where c.referral_id = copy_receipt.referral_id and c.household_id = copy_receipt.household_id
               and c.person_id = copy_receipt.person_id and c.agency_id = (select gate.viewer_agency()) limit 1)
            """;

    /** Whoever was asked to come along answers. */
    private static final String ASKED = """
            (select true from referral.sheet s
             where s.id = company.referral_id and s.household_id = company.household_id
               and s.person_id = company.person_id and s.company_asked
               and (select gate.viewer_agency()) = case when company.told_way = '' then s.to_agency
                 else s.owner_agency end
               and (company.told_way = '' or s.on_paper) limit 1)
            """;

    /** Whoever sent a sheet on paper notes how it left. */
    private static final String SENDER_ON_PAPER = """
            (select true from referral.sheet s
             where s.id = dispatch.referral_id and s.household_id = dispatch.household_id
               and s.person_id = dispatch.person_id and s.on_paper
               and s.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OPENING = "(select gate.viewer_purpose()) = 'open-link'";

    /** The link that the visitor came by, as long as it lives. */
    private static final String LIVING_LINK = """
            id = (select gate.viewer_link()) and referral_id = (select gate.viewer_item())
            and to_agency = (select gate.viewer_agency()) and revoked_at is null and locked_at is null
            and expires_at > (select gate.viewer_now())
            """;

    /** What a living link opens: its one sheet and what was done with it, while the grant behind it lives as well. */
    private static final String LINKED = """
            {t}.item_id = (select gate.viewer_item())
            and (select true from referral.link l where l.referral_id = {t}.item_id limit 1) and (%s)
            """.formatted(Sight.GRANTED);

    /** What is done by a link is the receiver's and says by which link. */
    private static final String STEP_BY_LINK = """
            step.owner_agency = (select gate.viewer_agency()) and step.link_id = (select gate.viewer_link())
            and step.kind in ('RECEIVE', 'ACCEPT', 'DECLINE', 'REPLY')
            and (select true from referral.sheet s
                 where s.id = step.referral_id and s.household_id = step.household_id and s.person_id = step.person_id
                   and s.on_paper limit 1)
            """;

    private static final String COMPANY_BY_LINK = """
            company.owner_agency = (select gate.viewer_agency()) and company.link_id = (select gate.viewer_link())
            and (select true from referral.sheet s
                 where s.id = company.referral_id and s.household_id = company.household_id
                   and s.person_id = company.person_id and s.on_paper and s.company_asked limit 1)
            """;

    /** A report: in the hat of its window or of the agency in which it was told, and then by the grants it gave. */
    private static final String PARTY = """
            (select gate.viewer_agency()) in (owner_agency, to_agency) and (%s)
            """.formatted(Sight.SEES.replace("{t}", "suspicion"));

    /** Whoever told learns that it arrived and what the window tells them; the rest is the window's. */
    private static final String WINDOWS_OWN = """
            (suspicion_step.kind in ('RECEIVE', 'TELL') or owner_agency = (select gate.viewer_agency())) and (%s)
            """.formatted(Sight.SEES.replace("{t}", "suspicion_step"));

    /** Only the window acts on a report. */
    private static final String WINDOW = """
            (select true from referral.suspicion s
             where s.id = suspicion_step.suspicion_id and s.household_id = suspicion_step.household_id
               and s.to_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String ADMINISTRATOR = "(select gate.viewer_has('SYSTEM_ADMINISTRATOR'))";

    /** The counts see when a sheet went from where to where and when it was answered, and no word of it. */
    private static final String COUNTING = "kasane_figures";

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.rows("referral.sheet"));
        policies.add(Policy.select("referral.shared", "kasane_app", OWN));
        policies.add(Policy.insert("referral.shared", "kasane_app", OWN));
        Sight.rows("referral.step").forEach(policy -> policies.add(policy.andFor(INSERT, OWN_SIDE)));
        Sight.rows("referral.opened").forEach(policy -> policies.add(policy.andFor(INSERT, ADDRESSEE)));
        Sight.rows("referral.copy").forEach(policy -> policies.add(policy.andFor(INSERT, SENDER)));
        Sight.rows("referral.copy_receipt").forEach(policy -> policies.add(policy.andFor(INSERT, READER)));
        Sight.rows("referral.company").forEach(policy -> policies.add(policy.andFor(INSERT, ASKED)));
        Sight.rows("referral.dispatch").forEach(policy -> policies.add(policy.andFor(INSERT, SENDER_ON_PAPER)));
        Sight.rows("referral.link")
                .forEach(policy -> policies.add(policy.andFor(INSERT, SENDER_ON_PAPER.replace("dispatch.", "link."))));
        policies.add(Policy.select("referral.link", "kasane_job", OPENING));
        policies.add(Policy.update("referral.link", "kasane_job", OPENING, OPENING));
        policies.add(Policy.select("referral.link_visit", "kasane_job", OPENING));
        policies.add(Policy.insert("referral.link_visit", "kasane_job", OPENING));
        policies.add(Policy.update("referral.link_visit", "kasane_job", OPENING, OPENING));
        policies.add(Policy.select("referral.link", "kasane_public", LIVING_LINK));
        for (String table : List.of("sheet", "step", "company")) {
            policies.add(Policy.select("referral." + table, "kasane_public", LINKED.replace("{t}", table)));
        }
        policies.add(Policy.insert(
                "referral.step", "kasane_public", LINKED.replace("{t}", "step") + " and " + STEP_BY_LINK));
        policies.add(Policy.insert(
                "referral.company", "kasane_public", LINKED.replace("{t}", "company") + " and " + COMPANY_BY_LINK));
        policies.add(Policy.select("referral.suspicion", "kasane_app", PARTY));
        Sight.rows("referral.suspicion").stream()
                .filter(policy -> policy.command() == INSERT)
                .forEach(policies::add);
        policies.add(Policy.select("referral.suspicion_step", "kasane_app", WINDOWS_OWN));
        Sight.rows("referral.suspicion_step").stream()
                .filter(policy -> policy.command() == INSERT)
                .forEach(policy -> policies.add(policy.andFor(INSERT, WINDOW)));
        // The function that says which records a report opened acts as this role.
        policies.add(Policy.select("referral.suspicion_step", "kasane_sharing", "true"));
        policies.addAll(Policy.openForReading("referral.preset"));
        policies.add(Policy.insert("referral.preset", "kasane_app", ADMINISTRATOR));
        policies.add(Policy.update("referral.preset", "kasane_app", ADMINISTRATOR, ADMINISTRATOR));
        policies.add(Policy.select("referral.sheet", COUNTING, "true"));
        policies.add(Policy.select("referral.step", COUNTING, "true"));
        return policies;
    }
}
