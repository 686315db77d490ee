package kasane.editing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.PartialDate;
import kasane.shared.Phone;
import kasane.shared.Reason;
import kasane.shared.TypedText;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a {@link Submission} into values and collects what has to be mended, one sentence a field.
 *
 * <p>A field that was refused reads as its empty value, so that reading goes on and all sentences come at once.
 */
public final class Reading {

    private final Submission form;
    private final Map<String, String> errors = new LinkedHashMap<>();

    Reading(Submission form) {
        this.form = form;
    }

    /** The form as sent. */
    public Submission form() {
        return form;
    }

    /** The version the record was opened with. A form for a new record has none, and asking is a bug. */
    public int version() {
        Integer version = form.version();
        // A form that lost its version must not overwrite anything: it counts as outdated.
        return version == null ? -1 : version;
    }

    /** One line of text, cleaned; empty when nothing was typed. */
    public String line(String name, int max) {
        return take(name, TypedText.line(form.raw(name), max), "");
    }

    /** One line that must be there; {@code label} is the field's word in the sentence. */
    public String requiredLine(String name, String label, int max) {
        return required(name, label, line(name, max));
    }

    /** Several lines of text, cleaned; empty when nothing was typed. */
    public String block(String name, int max) {
        return take(name, TypedText.block(form.raw(name), max), "");
    }

    /** Several lines that must be there. */
    public String requiredBlock(String name, String label, int max) {
        return required(name, label, block(name, max));
    }

    private String required(String name, String label, String value) {
        if (value.isEmpty()) {
            error(name, label + "を入れてください。");
        }
        return value;
    }

    /** A full date in any usual writing; null when nothing was typed or it was refused. */
    public @Nullable LocalDate date(String name) {
        return form.raw(name).isBlank() ? null : takeOrNull(name, Wareki.parseDate(form.raw(name)));
    }

    /** A full date that must be there; {@code otherwise} is used to go on reading when it is not. */
    public LocalDate requiredDate(String name, String label, LocalDate otherwise) {
        if (form.raw(name).isBlank()) {
            error(name, label + "を入れてください。");
        }
        LocalDate date = date(name);
        return date == null ? otherwise : date;
    }

    /** A date of which only a part may be known; unknown when nothing was typed. */
    public PartialDate partialDate(String name) {
        return form.raw(name).isBlank()
                ? PartialDate.UNKNOWN
                : take(name, Wareki.parse(form.raw(name)), PartialDate.UNKNOWN);
    }

    /** A time of day such as 9:05 or 0905; null when nothing was typed or it was refused. */
    public @Nullable LocalTime time(String name) {
        String typed = java.text.Normalizer.normalize(form.raw(name), java.text.Normalizer.Form.NFKC)
                .strip()
                .replace("時", ":")
                .replace("分", "");
        if (typed.isEmpty()) {
            return null;
        }
        var match = java.util.regex.Pattern.compile("(\\d{1,2}):?(\\d{2})?").matcher(typed);
        if (match.matches()) {
            int hour = Integer.parseInt(match.group(1));
            int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
            if (hour < 24 && minute < 60) {
                return LocalTime.of(hour, minute);
            }
        }
        error(name, "時刻は 9:05 のように入れてください。");
        return null;
    }

    /** A telephone number as typed, or empty; a number that cannot be one is refused. */
    public String phone(String name) {
        if (form.raw(name).isBlank()) {
            return "";
        }
        Phone phone = takeOrNull(name, Phone.parse(form.raw(name)));
        return phone == null ? "" : phone.display();
    }

    /** A whole number within bounds, with or without commas between thousands; null when nothing was typed or it was refused. */
    public @Nullable Integer number(String name, int least, int most) {
        String typed = java.text.Normalizer.normalize(form.raw(name), java.text.Normalizer.Form.NFKC)
                .strip()
                .replaceAll("(?<=\\d),(?=\\d{3})", "");
        if (typed.isEmpty()) {
            return null;
        }
        try {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the sentence below says what is wanted
        }
        error(name, least + "から" + most + "までの数字を入れてください。");
        return null;
    }

    /** One of an enum's constants; null when nothing was chosen. A value that was never offered is refused. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String typed = form.raw(name);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return Enum.valueOf(type, typed);
        } catch (IllegalArgumentException e) {
            error(name, "選択肢の中から選んでください。");
            return null;
        }
    }

    /** A choice that must be made; {@code otherwise} is used to go on reading when it is not. */
    public <E extends Enum<E>> E requiredChoice(String name, String label, Class<E> type, E otherwise) {
        E chosen = choice(name, type);
        if (chosen == null && !errors.containsKey(name)) {
            error(name, label + "を選んでください。");
        }
        return chosen == null ? otherwise : chosen;
    }

    /** One code of a list that was offered; empty when nothing was chosen. */
    public String code(String name, Set<String> offered) {
        String typed = form.raw(name);
        if (typed.isEmpty() || offered.contains(typed)) {
            return typed;
        }
        error(name, "選択肢の中から選んでください。");
        return "";
    }

    /** Several codes of a list that was offered, each once, in the order sent. */
    public List<String> codes(String name, Set<String> offered) {
        List<String> chosen = new ArrayList<>();
        for (String typed : form.all(name)) {
            if (!offered.contains(typed)) {
                error(name, "選択肢の中から選んでください。");
            } else if (!chosen.contains(typed)) {
                chosen.add(typed);
            }
        }
        return chosen;
    }

    /** A check box. */
    public boolean checked(String name) {
        return !form.raw(name).isEmpty();
    }

    /** A key that a page offered; null when none was chosen or it is damaged. */
    public @Nullable UUID key(String name) {
        if (form.raw(name).isBlank()) {
            return null;
        }
        Optional<UUID> key = Ids.parse(form.raw(name));
        if (key.isEmpty()) {
            error(name, "選択肢の中から選んでください。");
        }
        return key.orElse(null);
    }

    /** Notes a sentence at a field; the first one stays. */
    public void error(String name, String sentence) {
        errors.putIfAbsent(name, sentence);
    }

    /** Notes a rule's reason at a field. */
    public void error(String name, Reason reason) {
        error(name, reason.text());
    }

    /** Whether anything has to be mended. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The form goes back with all sentences. */
    public Outcome invalid() {
        return new Outcome.Invalid(errors);
    }

    private <T> T take(String name, Decision<T> decision, T otherwise) {
        T value = takeOrNull(name, decision);
        return value == null ? otherwise : value;
    }

    private <T> @Nullable T takeOrNull(String name, Decision<T> decision) {
        return switch (decision) {
            case Decision.Allowed<T>(T value) -> value;
            case Decision.Refused<T>(Reason reason) -> {
                error(name, reason);
                yield null;
            }
        };
    }
}
