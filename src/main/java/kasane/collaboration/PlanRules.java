package kasane.collaboration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.casework.Coverage;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 支援プランの決まり: what a line must say, and which agency may carry it. */
public final class PlanRules {

    private PlanRules() {}

    /** A cell of a line, as far as a rule can refuse it. */
    public enum Cell {
        /** 対象者. */
        PERSONS,
        /** 目標. */
        GOAL,
        /** 支援内容. */
        ACTION,
        /** 担当機関. */
        AGENCY
    }

    /**
     * A line as it is typed.
     *
     * @param no keeps its number when lines around it are cleared, so that two writers mean the same line by it
     */
    public record NewLine(
            int no,
            Set<PersonId> persons,
            String issue,
            String goal,
            String action,
            String byFamily,
            @Nullable AgencyId agency,
            String who,
            String frequency,
            @Nullable LocalDate due) {
        public NewLine {
            persons = Set.copyOf(persons);
        }

        /** Nothing is typed in it: whom it would be about does not count. */
        public boolean isEmpty() {
            return issue.isEmpty()
                    && goal.isEmpty()
                    && action.isEmpty()
                    && byFamily.isEmpty()
                    && agency == null
                    && who.isEmpty()
                    && frequency.isEmpty()
                    && due == null;
        }
    }

    /** What has to be mended in which cell. */
    public record Fault(int no, Cell cell, Reason reason) {}

    /**
     * What has to be mended before the lines can be saved.
     *
     * @param persons of the version
     * @param team    the agencies that take part today, with their names
     */
    public static List<Fault> faults(
            Collection<NewLine> lines, Set<PersonId> persons, Map<AgencyId, String> team, Coverage coverage) {
        List<Fault> faults = new ArrayList<>();
        for (NewLine line : lines) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.persons().isEmpty() || !persons.containsAll(line.persons())) {
                faults.add(new Fault(line.no(), Cell.PERSONS, Reason.of("collaboration.refused.line-persons")));
            }
            if (line.goal().isEmpty()) {
                faults.add(new Fault(line.no(), Cell.GOAL, Reason.of("collaboration.refused.line-goal")));
            }
            if (line.action().isEmpty()) {
                faults.add(new Fault(line.no(), Cell.ACTION, Reason.of("collaboration.refused.line-action")));
            }
            carrier(line, team, coverage).ifPresent(reason -> faults.add(new Fault(line.no(), Cell.AGENCY, reason)));
        }
        return faults;
    }

    /** An agency carries a line only as a member of the team, and about people who agreed that it learns of them. */
    private static Optional<Reason> carrier(NewLine line, Map<AgencyId, String> team, Coverage coverage) {
        AgencyId agency = line.agency();
        if (agency == null) {
            return Optional.empty();
        }
        String name = team.get(agency);
        if (name == null) {
            return Optional.of(Reason.of("collaboration.refused.line-agency-no-member"));
        }
        return coverage.coversAll(agency, line.persons())
                ? Optional.empty()
                : Optional.of(Reason.of("collaboration.refused.line-agency-no-consent", name));
    }

    /** Whether the days of a plan follow each other; the field is {@code until} or {@code nextMonitoring}. */
    public static Map<String, Reason> days(LocalDate from, LocalDate until, LocalDate nextMonitoring) {
        if (!until.isAfter(from)) {
            return Map.of("until", Reason.of("collaboration.refused.plan-until"));
        }
        return nextMonitoring.isBefore(from) || nextMonitoring.isAfter(until)
                ? Map.of("nextMonitoring", Reason.of("collaboration.refused.plan-monitoring"))
                : Map.of();
    }
}
