package kasane.home.household;

import java.util.List;
import kasane.home.genogram.Drawing;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What ひと目 shows. */
final class HouseholdPages {

    private HouseholdPages() {}

    record Page(
            String id,
            Drawing drawing,
            List<Person> persons,
            List<Issue> issues,
            List<Involved> involved,
            @Nullable String caseHref,
            @Nullable Plan plan,
            List<Next> next,
            List<Event> timeline) {
        Page {
            persons = List.copyOf(persons);
            issues = List.copyOf(issues);
            involved = List.copyOf(involved);
            next = List.copyOf(next);
            timeline = List.copyOf(timeline);
        }
    }

    record Person(String name, String kana, String tie, String age, String state) {}

    record Issue(String label, boolean main) {}

    /** 決めたこと: the plan that counts. */
    record Plan(String title, String state, String href) {}

    record Involved(String name, boolean lead) {}

    record Next(String due, Tone tone, String what, String agency, String href) {}

    record Event(String when, String kind, String who, String summary, String detail, String href) {
        /** Facts and interpretation are kept apart in a 支援経過記録 only; what else happened is not an assessment. */
        public boolean isRecord() {
            return href.startsWith("/records/");
        }
    }
}
