package kasane.sharing;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** The policies of the kernel's own tables. */
@Component
class SharingPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    private static final String SUBJECT_OF_A_GRANT = """
            or (select true from sharing.grant g where g.household_id = {t}.household_id
                and g.recipient = any ((select gate.viewer_recipients())::int[])
                and g.ended_at is null and g.valid_from <= (select gate.viewer_now())
                and g.valid_until > (select gate.viewer_now()) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        policies.add(Policy.select(
                "sharing.subject",
                "kasane_app",
                "(" + OWN + " " + SUBJECT_OF_A_GRANT.replace("{t}", "subject") + ") and "
                        + Sight.openHere("subject.household_id")));
        policies.add(Policy.insert("sharing.subject", "kasane_app", OWN));
        policies.add(Policy.select(
                "sharing.subject_person",
                "kasane_app",
                "(" + OWN + " " + SUBJECT_OF_A_GRANT.replace("{t}", "subject_person") + ") and "
                        + Sight.openHere("subject_person.household_id")));
        policies.add(Policy.insert("sharing.subject_person", "kasane_app", OWN + """
                         and (select true from sharing.subject s where s.household_id = subject_person.household_id
                              and s.owner_agency = (select gate.viewer_agency()) limit 1)
                        """));
        policies.addAll(Sight.rows("sharing.consent"));
        // Only whoever keeps the record knows who is barred from it; the trigger of all grants asks on its behalf.
        policies.add(
                Policy.select("sharing.barred", "kasane_app", OWN + " and " + Sight.openHere("barred.household_id")));
        policies.add(Policy.insert("sharing.barred", "kasane_app", OWN + """
                         and barred_by = (select gate.viewer_staff())
                         and (select true from sharing.subject s where s.household_id = barred.household_id
                              and s.owner_agency = (select gate.viewer_agency()) limit 1)
                        """));
        policies.add(Policy.select("sharing.barred", "kasane_sharing", "true"));
        // Shut for the viewer, a record is not there: not in what opens it either.
        policies.add(Policy.select("sharing.grant", "kasane_app", """
                (recipient = any ((select gate.viewer_recipients())::int[])
                 or given_by_agency = (select gate.viewer_agency()))
                and household_id <> all ((select sharing.shut_here())::uuid[])
                """));
        for (String table : List.of("sharing.concealment", "sharing.concealment_end")) {
            String household = table.substring(table.indexOf('.') + 1) + ".household_id";
            policies.add(Policy.select(
                    table,
                    "kasane_app",
                    OWN + " and (select true from sharing.grant g where g.household_id = " + household + """
                             and g.staff_id = (select gate.viewer_staff()) and g.concealed_too and g.item_id is null
                             and g.given_by_agency = (select gate.viewer_agency()) and g.ended_at is null
                             and g.valid_from <= (select gate.viewer_now()) and g.valid_until > (select gate.viewer_now())
                             limit 1)
                            """));
            policies.add(Policy.select(table, "kasane_sharing", "true"));
            policies.add(Policy.insert(table, "kasane_sharing", "true"));
            policies.add(Policy.update(table, "kasane_sharing", "true", "true"));
        }
        // Nobody lets themselves back in: the manager of the agency that keeps the record does.
        String manages = OWN + " and (select gate.viewer_has('MANAGER'))"
                + " and staff_id <> (select gate.viewer_staff()) and " + Sight.openHere("recusal.household_id");
        policies.add(Policy.select("sharing.recusal", "kasane_app", manages));
        policies.add(Policy.update("sharing.recusal", "kasane_app", manages, manages));
        policies.add(Policy.select("sharing.recusal", "kasane_sharing", "true"));
        policies.add(Policy.insert("sharing.recusal", "kasane_sharing", "true"));
        policies.add(Policy.update("sharing.recusal", "kasane_sharing", "true", "true"));
        // Whoever came by a link stands on the one grant of that item.
        policies.add(Policy.select("sharing.grant", "kasane_public", """
                agency_id = (select gate.viewer_agency()) and item_id = (select gate.viewer_item())
                """));
        // The definer functions act as this role; they are the only writers of grants.
        policies.add(Policy.select("sharing.grant", "kasane_sharing", "true"));
        policies.add(Policy.insert("sharing.grant", "kasane_sharing", "true"));
        policies.add(Policy.update("sharing.grant", "kasane_sharing", "true", "true"));
        policies.add(Policy.select("sharing.consent", "kasane_sharing", "true"));
        policies.add(Policy.select("sharing.subject", "kasane_sharing", "true"));
        policies.add(Policy.select("sharing.subject_person", "kasane_sharing", "true"));
        return policies;
    }
}
