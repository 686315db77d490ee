package kasane.conference.handout;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/**
 * 配付資料 are the convenor's, and of a 支援会議の議題 those of its people who came in; that something was given out for an item is
 * known to whoever sees the item.
 */
@Component
class HandoutPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    /** What lies on the table of a 支援会議 is shut to everybody who did not come in, the convenor's own people too. */
    private static final String INSIDE = """
            (sitting_id is null
             or (select true from conference.sitting_entry e where e.sitting_id = handout.sitting_id
                   and e.owner_agency = (select gate.viewer_agency()) and e.staff_id = (select gate.viewer_staff())
                   and e.left_at is null limit 1))
            """;

    private static final String OWN_INSIDE = "(" + OWN + " and " + INSIDE + ")";

    private static final String OF_SEEN_ITEM = """
            (conference_item_id is not null
             and (select true from conference.item i where i.id = handout.conference_item_id limit 1))
            """;

    /** Of an own meeting, and of an item or a 支援会議の議題 of that same meeting. */
    private static final String OF_OWN_MEETING = """
            and (select true from conference.meeting m where m.id = handout.meeting_id
                   and m.owner_agency = (select gate.viewer_agency()) limit 1)
            and (conference_item_id is null
                 or (select true from conference.item i where i.id = handout.conference_item_id
                       and i.meeting_id = handout.meeting_id limit 1))
            and (sitting_id is null
                 or (select true from conference.sitting_member s where s.sitting_id = handout.sitting_id
                       and s.meeting_id = handout.meeting_id and s.owner_agency = (select gate.viewer_agency()) limit 1))
            """;

    private static final String OF_OWN_HANDOUT = OWN + """
             and (select true from conference.handout h where h.id = handout_copy.handout_id
                   and h.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        return List.of(
                Policy.select("conference.handout", "kasane_app", OWN_INSIDE + " or " + OF_SEEN_ITEM),
                Policy.insert("conference.handout", "kasane_app", OWN_INSIDE + OF_OWN_MEETING),
                Policy.update("conference.handout", "kasane_app", OWN_INSIDE, OWN_INSIDE),
                Policy.select("conference.handout_copy", "kasane_app", OF_OWN_HANDOUT),
                Policy.insert("conference.handout_copy", "kasane_app", OF_OWN_HANDOUT),
                Policy.update("conference.handout_copy", "kasane_app", OF_OWN_HANDOUT, OF_OWN_HANDOUT),
                Policy.select("conference.handout", "kasane_sharing", OWN),
                Policy.select("conference.handout_copy", "kasane_sharing", OWN));
    }
}
