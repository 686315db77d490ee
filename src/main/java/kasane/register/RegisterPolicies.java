package kasane.register;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** The policies of the register. A tie or a link tells of both its ends, so it is seen only where both are seen. */
@Component
class RegisterPolicies implements PolicySource {

    private static final String RELATIONSHIP = "register.relationship";
    private static final String LINK = "register.record_link";

    /** The other person of a relationship, when it has a record: seen as the same kind of content. */
    private static final String OTHER_PERSON = "(relationship.other_person_id is null or ("
            + Sight.SEES
                    .replace("{t}.person_id", "relationship.other_person_id")
                    .replace("{t}", "relationship") + "))";

    /** The other side of a link: any living sight on that household, and on that person if it links persons. */
    private static final String OTHER_SIDE = """
            (select true from sharing.grant g where g.household_id = record_link.other_household_id
                and g.recipient = any ((select gate.viewer_recipients())::int[])
                and g.ended_at is null
                and g.valid_from <= (select gate.viewer_now()) and g.valid_until > (select gate.viewer_now())
                and g.categories & 1 <> 0
                and (record_link.other_person_id is null or g.person_id is null
                     or g.person_id = record_link.other_person_id)
                and (record_link.other_person_id is null
                     or record_link.other_person_id <> all (g.except_persons))
                and not record_link.concealed limit 1)
            """;

    /**
     * 安全な連絡方法 of the whole household: whoever is given the contact of one of its members must also learn how not to
     * use it. A warning that one member's consent would hide could cost a life.
     */
    private static final String WARNING_OF_HOUSEHOLD = """
             or (safe_contact.person_id is null and not safe_contact.concealed and
                (select true from sharing.grant g where g.household_id = safe_contact.household_id
                and g.recipient = any ((select gate.viewer_recipients())::int[])
                and g.ended_at is null
                and g.valid_from <= (select gate.viewer_now()) and g.valid_until > (select gate.viewer_now())
                and g.item_id is null and g.categories & 2 <> 0 limit 1)
                and safe_contact.household_id <> all ((select sharing.shut_elsewhere())::uuid[]))
            """;

    private static final String OWN_KIN = "staff_id = (select gate.viewer_staff())";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Sight.households("register.household"));
        for (String table : List.of(
                "register.person",
                "register.membership",
                "register.person_secret",
                "register.consent_detail",
                "register.concealment_measure",
                "register.concealment_term")) {
            policies.addAll(Sight.rows(table));
        }
        for (Policy policy : Sight.rows("register.safe_contact")) {
            policies.add(
                    policy.command() == Policy.Command.SELECT
                            ? Policy.select(policy.table(), policy.role(), policy.using() + WARNING_OF_HOUSEHOLD)
                            : policy);
        }
        Sight.rows(RELATIONSHIP).forEach(policy -> policies.add(also(policy, OTHER_PERSON)));
        Sight.rows(LINK).forEach(policy -> policies.add(also(policy, OTHER_SIDE)));
        policies.add(Policy.select("register.name_in_sight", "kasane_app", """
                recipient = any ((select gate.viewer_recipients())::int[])
                and valid_from <= (select gate.viewer_now()) and valid_until > (select gate.viewer_now())
                and household_id <> all ((select sharing.shut_here())::uuid[])
                and household_id <> all ((select sharing.shut_elsewhere())::uuid[])
                """));
        emergencies(policies);
        // 前もっての申告 is nobody's but their own; the functions that keep them away act as this role.
        policies.add(Policy.select("register.kin", "kasane_app", OWN_KIN));
        policies.add(Policy.insert(
                "register.kin",
                "kasane_app",
                OWN_KIN + " and declared_at = (select gate.viewer_now()) and ended_at is null"));
        policies.add(Policy.update("register.kin", "kasane_app", OWN_KIN, OWN_KIN));
        policies.add(Policy.select("register.kin", "kasane_search", "true"));
        policies.addAll(Policy.openForReading("register.age_rule"));
        // The triggers that keep the names act as this role.
        policies.add(Policy.select("register.name_in_sight", "kasane_search", "true"));
        policies.add(Policy.insert("register.name_in_sight", "kasane_search", "true"));
        policies.add(Policy.delete("register.name_in_sight", "kasane_search", "true"));
        policies.add(Policy.select("register.person", "kasane_search", "true"));
        policies.add(Policy.select("sharing.grant", "kasane_search", "true"));
        return policies;
    }

    /** 緊急閲覧: read by whoever opened it and by those who are told of it; reviewed by none who opened it. */
    private static void emergencies(List<Policy> policies) {
        String own = "staff_id = (select gate.viewer_staff()) and owner_agency = (select gate.viewer_agency())";
        String told = "(select gate.viewer_has('PRIVACY_OFFICER')) or (select gate.viewer_has('COORDINATOR'))"
                + " or (select gate.viewer_has('MUNICIPAL_DECIDER'))";
        policies.add(Policy.select("register.emergency", "kasane_app", "(" + own + ") or " + told));
        policies.add(Policy.insert(
                "register.emergency",
                "kasane_app",
                own + " and opened_at = (select gate.viewer_now()) and found is null"));
        policies.add(Policy.select("register.emergency", "kasane_search", "true"));
        policies.add(Policy.update("register.emergency", "kasane_search", "true", "true"));
        String seen = "(select true from register.emergency e where e.id = emergency_review.emergency_id limit 1)";
        policies.add(Policy.select("register.emergency_review", "kasane_app", seen));
        policies.add(Policy.insert("register.emergency_review", "kasane_app", own + """
                 and ((select gate.viewer_has('PRIVACY_OFFICER')) or (select gate.viewer_has('MUNICIPAL_DECIDER')))
                and (select true from register.emergency e where e.id = emergency_review.emergency_id
                     and e.staff_id <> (select gate.viewer_staff()) limit 1)
                """));
    }

    private static Policy also(Policy policy, String condition) {
        String using = policy.using();
        String check = policy.check();
        return new Policy(
                policy.table(),
                policy.name(),
                policy.command(),
                policy.role(),
                using == null ? null : "(" + using + ") and " + condition,
                check == null ? null : "(" + check + ") and " + condition);
    }
}
