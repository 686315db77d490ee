package kasane.register;

import java.util.function.Function;
import kasane.shared.HouseholdId;

/**
 * 世帯の画面の見出し: one tab under the strip of a household, contributed as a bean by the module whose page it opens.
 *
 * @param rank  order from left to right
 * @param key   the word by which the page names itself to {@link Strips}
 * @param label what the tab is called
 */
public record HouseholdTab(int rank, String key, String label, Function<HouseholdId, String> href) {}
