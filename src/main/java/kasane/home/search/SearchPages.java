package kasane.home.search;

import java.util.List;

/** What the search shows. */
final class SearchPages {

    private SearchPages() {}

    /** {@code tooLong}: the words cannot be a name; {@code more}: there are more than are shown. */
    record Page(String typed, List<Household> households, boolean tooLong, boolean more) {
        Page {
            households = List.copyOf(households);
        }

        boolean isAsked() {
            return !typed.isBlank();
        }
    }

    record Household(String title, String href, List<Person> persons) {
        Household {
            persons = List.copyOf(persons);
        }
    }

    record Person(String name, String kana, String other, String age, String tie) {}
}
