package kasane.documents;

import java.time.LocalDate;
import java.util.UUID;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/** ファイル名: the kind of sheet, the date and a few digits of its id; never anything about a person. */
public record FileName(
        String kind, LocalDate date, @Nullable UUID id) {

    public FileName {
        if (!kind.matches("[a-z][a-z-]{0,40}")) {
            throw new IllegalArgumentException("a kind is a lower-case word");
        }
    }

    /** Such as {@code tsunagu-R8-0615-3f2a.pdf}. */
    public String with(String ending) {
        StringBuilder name = new StringBuilder(kind).append('-').append(day());
        if (id != null) {
            String digits = id.toString();
            // The last digits: the first ones of our ids are the time.
            name.append('-').append(digits, digits.length() - 4, digits.length());
        }
        return name.append('.').append(ending).toString();
    }

    private String day() {
        String compact = Wareki.compact(date);
        int dot = compact.indexOf('.');
        return (dot < 0 ? Integer.toString(date.getYear()) : compact.substring(0, dot))
                + "-%02d%02d".formatted(date.getMonthValue(), date.getDayOfMonth());
    }
}
