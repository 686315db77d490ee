package kasane.tasks;

import java.time.LocalDate;
import java.util.function.Predicate;

/** 期限切れの引き上げ: when work that nobody moved is shown to the agency's manager, and when to the coordinators. */
public final class Escalation {

    /** Open days after the last day until the manager sees it. */
    static final int TO_MANAGER = 1;
    /** Open days after the last day until the coordinators see it. */
    static final int TO_COORDINATOR = 3;

    private Escalation() {}

    /** What the rule knows: the last day of the work, and who is left in the agency that has it. */
    public record Facts(LocalDate due, boolean anybodyLeft, boolean managerLeft) {}

    /** Who else sees the work now. */
    public record Shown(boolean manager, boolean coordinator) {}

    /**
     * The manager after one open day, the coordinators after three. Where the agency has no manager the coordinators take
     * that turn, and where nobody is left at all they see the work at once: it must not wait for a date nobody watches.
     */
    public static Shown on(LocalDate today, Facts task, Predicate<LocalDate> isOpen) {
        if (!task.anybodyLeft()) {
            return new Shown(false, true);
        }
        boolean one = late(task.due(), today, isOpen, TO_MANAGER);
        boolean three = late(task.due(), today, isOpen, TO_COORDINATOR);
        return new Shown(one && task.managerLeft(), three || one && !task.managerLeft());
    }

    private static boolean late(LocalDate due, LocalDate today, Predicate<LocalDate> isOpen, int openDays) {
        int passed = 0;
        for (LocalDate day = due.plusDays(1); !day.isAfter(today) && passed < openDays; day = day.plusDays(1)) {
            if (isOpen.test(day)) {
                passed++;
            }
        }
        return passed >= openDays;
    }
}
