package kasane.conference;

import static kasane.gate.Policy.Command.INSERT;
import static kasane.gate.Policy.Command.SELECT;

import java.util.ArrayList;
import java.util.List;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/** A meeting is seen by its convenor and those invited; an item by those who may see everybody it is about. */
@Component
class ConferencePolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    private static final String INVITED = """
            (select true from conference.invitation i
             where i.meeting_id = {m} and i.agency_id = (select gate.viewer_agency()) limit 1)
            """;

    /** An item belongs to a meeting of its convenor, and to the household of its case where it has one. */
    private static final String ON_OWN_MEETING = """
            (select true from conference.meeting m where m.id = item.meeting_id
               and m.owner_agency = (select gate.viewer_agency()) limit 1)
            and (item.case_id is null or (select true from casework.pub_case c where c.id = item.case_id
               and c.household_id = item.household_id limit 1))
            """;

    private static final String OF_OWN_ITEM = """
            (select true from conference.item i where i.id = {t}.conference_item_id
               and i.household_id = {t}.household_id and i.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    /** Whoever takes part in an item brings a sheet to it. */
    private static final String MEMBER = """
            (select true from conference.item_member m join conference.item i on i.id = m.conference_item_id
             where m.conference_item_id = preparation.conference_item_id
               and m.agency_id = (select gate.viewer_agency()) and i.household_id = preparation.household_id
               and i.persons <@ preparation.persons and i.persons @> preparation.persons limit 1)
            """;

    /** Who takes part in an item is known to whoever sees the item: otherwise its members would betray it. */
    private static final String OF_SEEN_ITEM =
            "(select true from conference.item i where i.id = {t}.conference_item_id limit 1)";

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>(Policy.openForReading("conference.body", "kasane_app"));
        policies.add(
                Policy.insert("conference.body", "kasane_app", "(select gate.viewer_has('SYSTEM_ADMINISTRATOR'))"));
        policies.add(
                Policy.select("conference.meeting", "kasane_app", OWN + " or " + INVITED.replace("{m}", "meeting.id")));
        policies.add(Policy.insert("conference.meeting", "kasane_app", OWN));
        policies.add(Policy.update("conference.meeting", "kasane_app", OWN, OWN));
        policies.add(Policy.select(
                "conference.invitation", "kasane_app", OWN + " or agency_id = (select gate.viewer_agency())"));
        policies.add(Policy.insert("conference.invitation", "kasane_app", OWN));
        policies.add(Policy.update("conference.invitation", "kasane_app", OWN, OWN));
        for (String table : List.of("conference.answer", "conference.secrecy")) {
            String of = table.substring(table.indexOf('.') + 1);
            policies.add(Policy.select(
                    table,
                    "kasane_app",
                    OWN + " or (select true from conference.meeting m where m.id = " + of
                            + ".meeting_id and m.owner_agency = (select gate.viewer_agency()) limit 1)"));
            policies.add(Policy.insert(
                    table,
                    "kasane_app",
                    OWN + " and ((select true from conference.meeting m where m.id = " + of
                            + ".meeting_id and m.owner_agency = (select gate.viewer_agency()) limit 1) or "
                            + INVITED.replace("{m}", of + ".meeting_id") + ")"));
        }
        Sight.together("conference.item").forEach(policy -> policies.add(policy.andFor(INSERT, ON_OWN_MEETING)));
        for (String table : List.of("conference.item_member", "conference.item_presence")) {
            Sight.about(table)
                    .forEach(policy ->
                            policies.add(policy.andFor(SELECT, OF_SEEN_ITEM).andFor(INSERT, OF_OWN_ITEM)));
        }
        Sight.rows("conference.own_attendance").forEach(policy -> policies.add(policy.andFor(INSERT, OF_OWN_ITEM)));
        Sight.together("conference.preparation").forEach(policy -> policies.add(policy.andFor(INSERT, MEMBER)));
        Sight.together("conference.decision").forEach(policy -> policies.add(policy.andFor(INSERT, OF_OWN_ITEM)));
        Sight.together("conference.minutes_revision")
                .forEach(policy -> policies.add(policy.andFor(INSERT, OF_OWN_ITEM)));
        // The function that says which records are never offered as 名寄せ候補 acts as this role.
        policies.add(Policy.select("conference.item", "kasane_sharing", "true"));
        policies.add(Policy.select("conference.meeting", "kasane_sharing", "true"));
        return policies;
    }
}
