package kasane.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kasane.gate.Duty;
import kasane.shared.Texts;
import kasane.ui.Option;

/** 職務の言葉: what a duty is called on a screen. */
public final class DutyWords {

    private DutyWords() {}

    /** The word of a duty. */
    public static String of(Duty duty) {
        return Texts.text("access.duty." + duty.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** All duties to choose from. */
    public static List<Option> options() {
        return Arrays.stream(Duty.values())
                .map(duty -> Option.of(duty.name(), of(duty)))
                .toList();
    }
}
