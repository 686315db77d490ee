package kasane.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kasane.editing.Reading;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;

/** 終わり: the form with which a dated thing ends, at once or with a last day. */
public final class Ending {

    private Ending() {}

    /** The page that asks when. */
    public static FormPage page(String title, String lead, String action, String back, FormView form) {
        return new FormPage(
                title,
                lead,
                action,
                "終える",
                back,
                List.of(
                        FormField.radios(
                                        "when",
                                        "いつまで",
                                        List.of(
                                                new Option("NOW", "いますぐ終える", "すぐに見られなくなります。"),
                                                Option.of("DAY", "最後の日をきめる")))
                                .must(),
                        FormField.date("last", "最後の日")),
                form);
    }

    /** The last valid day: yesterday when it ends at once; with errors it is today and means nothing. */
    public static LocalDate lastDay(Reading in, LocalDate today) {
        String when = in.code("when", java.util.Set.of("NOW", "DAY"));
        if (when.equals("NOW")) {
            return today.minusDays(1);
        }
        if (when.isEmpty() && !in.hasErrors()) {
            in.error("when", "いつまでかを選んでください。");
        }
        LocalDate last = when.equals("DAY") ? in.requiredDate("last", "最後の日", today) : in.date("last");
        if (last != null && last.isBefore(today)) {
            in.error("last", "きょうより前の日にはできません。いますぐ終えるときは、上を選んでください。");
        }
        return Objects.requireNonNullElse(last, today);
    }
}
