package kasane.access.staff;

import java.util.List;
import kasane.ui.Option;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;

/** What the templates of staff take. */
public final class StaffPages {

    private StaffPages() {}

    /** One line of the list. */
    public record Line(int id, String name, String kana, String title, String agencies, Tone tone, String state) {}

    /** 担当者の一覧. */
    public record Register(
            String q,
            String agency,
            List<Option> agencies,
            List<Line> lines,
            @Nullable String after) {}

    /** A duty of a hat in words. */
    public record DutyLine(String duty, String period, boolean current, String end, String pass) {}

    /** A hat in words; {@code end} and {@code add} are empty when it has ended. */
    public record Hat(
            String agency,
            int agencyId,
            String period,
            boolean current,
            List<DutyLine> duties,
            String end,
            String add) {}

    /**
     * The account in words; an empty login means there is none.
     *
     * @param factor whether there is a second factor
     * @param reset  where it can be taken away; empty where it cannot
     */
    public record Account(String login, Tone tone, String state, boolean locked, boolean factor, String reset) {}

    /** One person of the staff. */
    public record Card(int id, String name, String kana, String title, String ended, List<Hat> hats, Account account) {}
}
