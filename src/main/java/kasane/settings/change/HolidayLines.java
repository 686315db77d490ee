package kasane.settings.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;

/** 祝日の行: days pasted as lines such as 「2027/1/1,元日」, the form of the list that the Cabinet Office publishes. */
final class HolidayLines {

    private static final int MOST = 400;
    private static final int LONGEST_NAME = 40;

    private HolidayLines() {}

    /** One day off with its name. */
    record Line(LocalDate day, String name) {}

    static Decision<List<Line>> parse(String text) {
        List<Line> lines = new ArrayList<>();
        int no = 0;
        for (String raw : text.lines().toList()) {
            no++;
            String line = raw.strip();
            if (line.isEmpty() || (no == 1 && line.contains("国民の祝日・休日"))) {
                continue;
            }
            String[] parts = line.split("[,，、\t]", 2);
            if (!(Wareki.parseDate(parts[0].strip()) instanceof Decision.Allowed<LocalDate>(LocalDate day))) {
                return Decision.refuse(
                        Reason.of("settings.refused.holiday-line", no, line.substring(0, Math.min(line.length(), 20))));
            }
            String name = parts.length < 2 ? "" : parts[1].strip();
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                return Decision.refuse(Reason.of("settings.refused.holiday-name", no));
            }
            if (lines.stream().noneMatch(l -> l.day().equals(day))) {
                lines.add(new Line(day, name));
            }
            if (lines.size() > MOST) {
                return Decision.refuse(Reason.of("settings.refused.holiday-many", MOST));
            }
        }
        return Decision.allow(List.copyOf(lines));
    }
}
