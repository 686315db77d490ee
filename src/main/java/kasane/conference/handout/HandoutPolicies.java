package kasane.conference.handout;

import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import org.springframework.stereotype.Component;

/** 配付資料 are the convenor's; that something was given out for an item is known to whoever sees the item. */
@Component
class HandoutPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

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

    private static final String OF_OWN_HANDOUT = """
            and (select true from conference.handout h where h.id = handout_copy.handout_id
                   and h.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        return List.of(
                Policy.select("conference.handout", "kasane_app", OWN + " or " + OF_SEEN_ITEM),
                Policy.insert("conference.handout", "kasane_app", OWN + OF_OWN_MEETING),
                Policy.update("conference.handout", "kasane_app", OWN, OWN),
                Policy.select("conference.handout_copy", "kasane_app", OWN),
                Policy.insert("conference.handout_copy", "kasane_app", OWN + OF_OWN_HANDOUT),
                Policy.update("conference.handout_copy", "kasane_app", OWN, OWN));
    }
}
