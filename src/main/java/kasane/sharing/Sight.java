package kasane.sharing;

import java.util.List;
import kasane.gate.Policy;

/**
 * 閲覧の規則: the one shape by which every table with personal content is seen, as SQL for the policies.
 *
 * <p>Such a table carries {@code household_id, person_id, owner_agency, audience, category, item_id, concealed}. A row is
 * seen as the own agency's, unless it belongs to a compartment or is concealed, or through a living row of
 * {@code sharing.grant}. The probe is a scalar sub-select on purpose: measured, it cannot be hashed and costs the same
 * for a large agency. The same rule as a pure predicate: {@link SightRule}.
 */
public final class Sight {

    private Sight() {}

    /** The viewer's living grants on the row's household; {@code {t}} is the table's name. */
    private static final String LIVING = """
            g.household_id = {t}.household_id
            and g.recipient = any ((select gate.viewer_recipients())::int[])
            and g.ended_at is null
            and g.valid_from <= (select gate.viewer_now()) and g.valid_until > (select gate.viewer_now())
            """;

    /** A grant that covers the row's person; a row about the whole household needs a grant that excepts nobody. */
    private static final String ABOUT_PERSON = """
            and (g.person_id is null or g.person_id = {t}.person_id)
            and (case when {t}.person_id is null then g.except_persons = '{}'
                      else {t}.person_id <> all (g.except_persons) end)
            """;

    /** A team row needs a grant that is not limited to one item; any other row needs the grant of its own item. */
    private static final String OF_ITEM = """
            and (case when {t}.audience = 1 then g.item_id is null else g.item_id = {t}.item_id end)
            """;

    private static final String NOT_CONCEALED = "and (not {t}.concealed or g.concealed_too)\n";

    private static final String OF_CATEGORY = "and g.categories & {t}.category <> 0\n";

    /** True when a grant opens the row to the viewer, null otherwise. */
    static final String PROBE = "(select true from sharing.grant g where " + LIVING + OF_CATEGORY + ABOUT_PERSON
            + OF_ITEM + NOT_CONCEALED + "limit 1)";

    /** The row's owner sees it, unless it is shut in a compartment or concealed. */
    static final String OWN =
            "({t}.owner_agency = (select gate.viewer_agency()) and {t}.audience <> 2 and not {t}.concealed)";

    /**
     * 秘匿 and 利害関係: a record that is shut shows nothing to those of its own agency who are kept from it or keep away.
     * Of a person whose whereabouts are concealed it hides the two kinds of content that could tell.
     */
    static final String OPEN_HERE = "{t}.household_id <> all ((select sharing.shut_here())::uuid[])\n";

    private static final String FOUND_HERE = """
            and ({t}.audience = 2 or {t}.category & 10 = 0 or {t}.person_id is null
                 or {t}.person_id <> all ((select sharing.hidden_here())::uuid[]))
            """;

    private static final String ALL_FOUND_HERE = """
            and ({t}.audience = 2 or {t}.category & 10 = 0
                 or not {t}.persons && (select sharing.hidden_here())::uuid[])
            """;

    /** What another agency has shut since it shared it; only what it passed on as one item stays where it went. */
    private static final String OPEN_ELSEWHERE =
            "and ({t}.audience = 2 or {t}.household_id <> all ((select sharing.shut_elsewhere())::uuid[]))\n";

    private static final String FOUND_ELSEWHERE = """
            and ({t}.audience = 2 or {t}.category & 10 = 0 or {t}.person_id is null
                 or {t}.person_id <> all ((select sharing.hidden_elsewhere())::uuid[]))
            """;

    private static final String ALL_FOUND_ELSEWHERE = """
            and ({t}.audience = 2 or {t}.category & 10 = 0
                 or not {t}.persons && (select sharing.hidden_elsewhere())::uuid[])
            """;

    /** For a table that names a household and has no audience of its own, such as work to be done. */
    public static String openHere(String household) {
        return "(" + household + " is null or " + household + " <> all ((select sharing.shut_here())::uuid[]))";
    }

    /** Seeing a row with personal content. */
    public static final String SEES = "(" + OWN + " or ({t}.audience <> 0 and " + PROBE + "\n" + OPEN_ELSEWHERE
            + FOUND_ELSEWHERE + ")) and " + OPEN_HERE + FOUND_HERE;

    /** Seeing a row through a living grant alone, as whoever owns nothing here does. */
    public static final String GRANTED = "{t}.audience <> 0 and " + PROBE;

    /** Seeing a household as such: any living grant on it that is not limited to one item. */
    public static final String SEES_HOUSEHOLD = "(" + OWN
            + " or ((select true from sharing.grant g where " + LIVING
            + "and g.item_id is null and g.categories & 1 <> 0 limit 1)\n" + OPEN_ELSEWHERE + ")) and " + OPEN_HERE;

    /** Seeing what belongs to the household as such and tells nothing of anybody: any living grant of its category. */
    public static final String SEES_ABOUT = "(" + OWN
            + " or ({t}.audience = 1 and (select true from sharing.grant g where " + LIVING + OF_CATEGORY
            + "and g.item_id is null " + NOT_CONCEALED + "limit 1)\n" + OPEN_ELSEWHERE + ")) and " + OPEN_HERE;

    /** The grant that covers one of the persons of a row about several, whatever its category. */
    private static final String ABOUT_EACH =
            "and (g.person_id is null or g.person_id = p.id) and p.id <> all (g.except_persons)\n";

    /** Seeing a row about several persons, in {@code persons}: every one of them is covered, each by a grant of its own. */
    public static final String SEES_TOGETHER = "(" + OWN
            + " or ({t}.audience <> 0 and (select bool_and(coalesce((select true from sharing.grant g where " + LIVING
            + OF_CATEGORY + ABOUT_EACH + OF_ITEM + NOT_CONCEALED
            + "limit 1), false)) from unnest({t}.persons) p(id))\n" + OPEN_ELSEWHERE + ALL_FOUND_ELSEWHERE + ")) and "
            + OPEN_HERE + ALL_FOUND_HERE;

    private static final String MAY_WRITE_ABOUT = "{t}.owner_agency = (select gate.viewer_agency())"
            + " and (select true from sharing.grant g where " + LIVING + "and g.item_id is null limit 1)";

    /** Writing about several persons needs some living sight on each of them, for the same item if it is limited to one. */
    private static final String MAY_WRITE_TOGETHER = "{t}.owner_agency = (select gate.viewer_agency())"
            + " and (select bool_and(coalesce((select true from sharing.grant g where " + LIVING + ABOUT_EACH
            + "and (g.item_id is null or g.item_id = {t}.item_id) limit 1), false)) from unnest({t}.persons) p(id))";

    /** Writing needs the own hat and some living sight on the household, for the same item if it is limited to one. */
    private static final String MAY_WRITE = "{t}.owner_agency = (select gate.viewer_agency())"
            + " and (select true from sharing.grant g where " + LIVING
            + "and (g.item_id is null or g.item_id = {t}.item_id)"
            + " and (g.person_id is null or {t}.person_id is null or g.person_id = {t}.person_id) limit 1)";

    /** The policies of a table with personal content: see, add, change. */
    public static List<Policy> rows(String table) {
        return policies(table, SEES, MAY_WRITE);
    }

    /** The policies of a table about households as such, without a word about anybody: cases, their teams and steps. */
    public static List<Policy> about(String table) {
        return policies(table, SEES_ABOUT, MAY_WRITE_ABOUT);
    }

    /** The policies of a table whose rows are about several persons at once: what is said of all is shown for all. */
    public static List<Policy> together(String table) {
        return policies(table, SEES_TOGETHER, MAY_WRITE_TOGETHER);
    }

    /** Changing a row: one's own, and not one that is withheld from oneself. */
    private static List<Policy> policies(String table, String sees, String mayWrite) {
        return List.of(
                Policy.select(table, "kasane_app", on(table, sees)),
                Policy.insert(table, "kasane_app", on(table, mayWrite)),
                Policy.update(
                        table,
                        "kasane_app",
                        on(table, "{t}.owner_agency = (select gate.viewer_agency()) and (" + sees + ")"),
                        on(table, mayWrite)));
    }

    /** The policies of a table whose rows are households themselves. */
    public static List<Policy> households(String table) {
        return List.of(
                Policy.select(table, "kasane_app", on(table, SEES_HOUSEHOLD)),
                Policy.insert(table, "kasane_app", on(table, MAY_WRITE)),
                Policy.update(
                        table,
                        "kasane_app",
                        on(table, "{t}.owner_agency = (select gate.viewer_agency())"),
                        on(table, MAY_WRITE)));
    }

    private static String on(String table, String text) {
        return text.replace("{t}", table.substring(table.indexOf('.') + 1));
    }
}
