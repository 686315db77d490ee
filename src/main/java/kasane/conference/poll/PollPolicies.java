package kasane.conference.poll;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** A 日程調整 is known to its convenor and those asked; each of these sees no answer but its own. */
@Component
class PollPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    private static final String ASKED = """
            (select true from conference.poll_agency a
             where a.poll_id = {p} and a.agency_id = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_OWN = """
            (select true from conference.poll p
             where p.id = {p} and p.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        policies.add(Policy.select("conference.poll", "kasane_app", OWN + " or " + ASKED.replace("{p}", "poll.id")));
        policies.add(Policy.insert("conference.poll", "kasane_app", OWN));
        policies.add(Policy.update("conference.poll", "kasane_app", OWN, OWN));
        policies.add(Policy.select(
                "conference.poll_agency", "kasane_app", OWN + " or agency_id = (select gate.viewer_agency())"));
        policies.add(Policy.insert("conference.poll_agency", "kasane_app", OWN));
        policies.add(Policy.select(
                "conference.poll_day", "kasane_app", OWN + " or " + ASKED.replace("{p}", "poll_day.poll_id")));
        policies.add(Policy.insert("conference.poll_day", "kasane_app", OWN));
        policies.add(Policy.select(
                "conference.poll_reply", "kasane_app", OWN + " or " + OF_OWN.replace("{p}", "poll_reply.poll_id")));
        policies.add(Policy.insert(
                "conference.poll_reply", "kasane_app", OWN + " and " + ASKED.replace("{p}", "poll_reply.poll_id")));
        policies.add(Policy.update("conference.poll_reply", "kasane_app", OWN, OWN));
        return policies;
    }
}
