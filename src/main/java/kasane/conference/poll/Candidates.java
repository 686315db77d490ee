package kasane.conference.poll;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/** 候補の日時: typed or pasted one in a line, such as {@code R8.7.3 13:30〜15:00}. */
public final class Candidates {

    /** So many fit on a screen side by side. */
    public static final int MOST = 6;

    private static final Pattern LINE =
            Pattern.compile("(\\S+?)(?:\\s*\\(\\S\\))?\\s+(\\d{1,2}):(\\d{2})(?:\\s*[~〜～-]\\s*(\\d{1,2}):(\\d{2}))?");

    private Candidates() {}

    /** One day with its hours. */
    public record Candidate(
            LocalDate on, LocalTime from, @Nullable LocalTime until) {}

    /** The days in the order in which they were typed; the refusal names the line that cannot be read. */
    public static Decision<List<Candidate>> read(String typed, LocalDate today) {
        List<Candidate> days = new ArrayList<>();
        for (String line : typed.lines().toList()) {
            String plain = Normalizer.normalize(line, Normalizer.Form.NFKC).strip();
            if (plain.isEmpty()) {
                continue;
            }
            Candidate day = candidate(plain);
            if (day == null) {
                return Decision.refuse(Reason.of("conference.refused.poll-line", line.strip()));
            }
            if (day.on().isBefore(today)) {
                return Decision.refuse(Reason.of("conference.refused.poll-past", line.strip()));
            }
            if (days.contains(day)) {
                return Decision.refuse(Reason.of("conference.refused.poll-twice", line.strip()));
            }
            days.add(day);
        }
        if (days.size() < 2 || days.size() > MOST) {
            return Decision.refuse(Reason.of("conference.refused.poll-days", MOST));
        }
        return Decision.allow(List.copyOf(days));
    }

    private static @Nullable Candidate candidate(String plain) {
        Matcher line = LINE.matcher(plain);
        if (!line.matches()) {
            return null;
        }
        try {
            LocalTime from = LocalTime.of(Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)));
            LocalTime until = line.group(4) == null
                    ? null
                    : LocalTime.of(Integer.parseInt(line.group(4)), Integer.parseInt(line.group(5)));
            return Wareki.parseDate(line.group(1)) instanceof Decision.Allowed<LocalDate>(LocalDate on)
                            && (until == null || until.isAfter(from))
                    ? new Candidate(on, from, until)
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
