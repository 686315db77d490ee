package kasane.tasks;

import java.time.LocalDate;

/** 期限切れの引き上げ: when work that nobody moved is shown to the agency's manager, and when to the coordinators. */
public final class Escalation {

    /** The clocks that say how long after its last day late work is shown to whom; dated settings that know holidays. */
    static final String TO_MANAGER = "task.to-manager";

    static final String TO_COORDINATOR = "task.to-coordinator";

    private Escalation() {}

    /**
     * What the rule knows.
     *
     * @param due           the last day of the work
     * @param toManager     the day from which the manager sees it
     * @param toCoordinator the day from which the coordinators see it
     * @param anybodyLeft   somebody still acts for the agency that has it
     * @param managerLeft   one of them is its manager
     */
    public record Facts(
            LocalDate due, LocalDate toManager, LocalDate toCoordinator, boolean anybodyLeft, boolean managerLeft) {}

    /** Who else sees the work now. */
    public record Shown(boolean manager, boolean coordinator) {}

    /**
     * The manager first, then the coordinators; never before the last day has passed, whatever the clocks say. Where the
     * agency has no manager the coordinators take that turn, and where nobody is left at all they see the work at once:
     * it must not wait for a date nobody watches.
     */
    public static Shown on(LocalDate today, Facts task) {
        if (!task.anybodyLeft()) {
            return new Shown(false, true);
        }
        boolean late = today.isAfter(task.due());
        boolean managersTurn = late && !today.isBefore(task.toManager());
        boolean coordinatorsTurn = late && !today.isBefore(task.toCoordinator());
        return new Shown(managersTurn && task.managerLeft(), coordinatorsTurn || managersTurn && !task.managerLeft());
    }
}
