package kasane.conference.support;

import static kasane.gate.Policy.Command.INSERT;
import static kasane.gate.Policy.Command.SELECT;
import static kasane.gate.Policy.Command.UPDATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kasane.gate.Policy;
import kasane.gate.PolicySource;
import kasane.sharing.Sight;
import org.springframework.stereotype.Component;

/**
 * 支援会議 in the database: what is inside a sitting is seen by whoever came in, in the hat in which they came in; what names
 * nobody is seen by the municipality and, as far as it is asked to a sitting, by an agency.
 */
@Component
class SupportPolicies implements PolicySource {

    private static final String OWN = "owner_agency = (select gate.viewer_agency())";

    /** The municipality judges and convenes by duty; its other staff see what their agency itself asked for. */
    private static final String JUDGES = "(select gate.viewer_has('MUNICIPAL_DECIDER'))";

    /** A person who came in, and wears the hat in which they did. */
    private static final String CAME_IN = """
            (select true from conference.sitting_entry e where e.sitting_id = {t}.item_id
               and e.owner_agency = (select gate.viewer_agency()) and e.staff_id = (select gate.viewer_staff())
               and e.left_at is null limit 1)
            """;

    private static final String OF_OWN_SERIES = """
            (select true from conference.series s where s.id = sitting.series_id and s.subject_id = sitting.household_id
               and s.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_SEEN_SITTING = """
            (select true from conference.sitting s where s.id = {t}.sitting_id and s.household_id = {t}.household_id limit 1)
            """;

    private static final String OF_OWN_SITTING = """
            (select true from conference.sitting s where s.id = {t}.sitting_id and s.household_id = {t}.household_id
               and s.owner_agency = (select gate.viewer_agency()) limit 1)
            """;

    private static final String OF_SEEN_REQUEST = """
            (select true from conference.convening c where c.id = convening_step.convening_id
               and c.household_id = convening_step.household_id limit 1)
            """;

    /** Whom the convenor lets in: the persons it named, or whoever a member agency sends until there is a result. */
    private static final String MAY_COME_IN = OWN + """
             and staff_id = (select gate.viewer_staff())
            and (select true from conference.sitting_member m
                 where m.sitting_id = sitting_entry.sitting_id and m.agency_id = sitting_entry.owner_agency
                   and m.subject_id = sitting_entry.subject_id and m.owner_agency = sitting_entry.convenor
                   and (m.owner_agency = m.agency_id and gate.viewer_has('MUNICIPAL_DECIDER')
                        or m.owner_agency <> m.agency_id and m.closed_at is null
                           and (m.staff_ids = '{}' or sitting_entry.staff_id = any (m.staff_ids))) limit 1)
            """;

    @Override
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        Sight.rows("conference.convening")
                .forEach(policy -> policies.add(policy.andFor(SELECT, OWN + " or " + JUDGES)));
        policies.addAll(Sight.rows("conference.convening_record"));
        Sight.rows("conference.convening_step")
                .forEach(policy ->
                        policies.add(policy.andFor(SELECT, OF_SEEN_REQUEST).andFor(INSERT, OF_SEEN_REQUEST)));
        own(policies, "conference.series", OWN + " and " + JUDGES);
        own(policies, "conference.series_step", OWN + " and " + JUDGES);
        policies.add(Policy.select(
                "conference.sitting_member", "kasane_app", OWN + " or agency_id = (select gate.viewer_agency())"));
        policies.add(Policy.insert("conference.sitting_member", "kasane_app", OWN + """
                         and (select true from conference.series s where s.id = sitting_member.series_id
                              and s.subject_id = sitting_member.subject_id limit 1)
                        """));
        policies.add(Policy.update("conference.sitting_member", "kasane_app", OWN, OWN));
        policies.add(Policy.select(
                "conference.sitting_entry", "kasane_app", OWN + " or convenor = (select gate.viewer_agency())"));
        policies.add(Policy.insert("conference.sitting_entry", "kasane_app", MAY_COME_IN));
        policies.add(Policy.update(
                "conference.sitting_entry",
                "kasane_app",
                "convenor = (select gate.viewer_agency())",
                "convenor = (select gate.viewer_agency())"));
        for (Policy policy : Sight.rows("conference.sitting")) {
            Policy inside =
                    policy.andFor(SELECT, CAME_IN).andFor(UPDATE, CAME_IN).andFor(INSERT, OF_OWN_SERIES);
            // Which rows may change says all there is to say: what a sitting belongs to never changes.
            policies.add(
                    policy.command() == UPDATE
                            ? Policy.update(
                                    inside.table(),
                                    inside.role(),
                                    Objects.requireNonNull(inside.using()),
                                    Objects.requireNonNull(inside.using()))
                            : inside);
        }
        for (String table : List.of(
                "conference.sitting_revision",
                "conference.sitting_material",
                "conference.sitting_decision",
                "conference.sitting_report")) {
            Sight.rows(table)
                    .forEach(policy ->
                            policies.add(policy.andFor(SELECT, CAME_IN).andFor(INSERT, OF_SEEN_SITTING)));
        }
        for (String table : List.of("conference.release", "conference.cooperation")) {
            Sight.rows(table)
                    .forEach(policy -> policies.add(
                            policy.andFor(SELECT, "{t}.owner_agency <> (select gate.viewer_agency()) or " + JUDGES)
                                    .andFor(INSERT, OF_OWN_SITTING)));
        }
        Sight.rows("conference.release_reading").forEach(policy -> policies.add(policy.andFor(INSERT, """
                (select true from conference.release r where r.id = release_reading.release_id
                   and r.household_id = release_reading.household_id limit 1)
                """)));
        Sight.rows("conference.cooperation_step").forEach(policy -> policies.add(policy.andFor(INSERT, """
                (select true from conference.cooperation c where c.id = cooperation_step.cooperation_id
                   and c.household_id = cooperation_step.household_id limit 1)
                """)));
        return policies;
    }

    private static void own(List<Policy> policies, String table, String rule) {
        policies.add(Policy.select(table, "kasane_app", rule));
        policies.add(Policy.insert(table, "kasane_app", rule));
    }
}
