package kasane.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whole numbers kept as runs, because a writer's numbers are nearly without gaps however long it lives. */
final class NumberSet {

    private final TreeMap<Long, Long> runs = new TreeMap<>();

    /** Numbers from first to last. */
    record Run(long first, long last) {
        long size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "–" + last;
        }
    }

    /** False when the number is there already. */
    boolean add(long number) {
        Map.Entry<Long, Long> before = runs.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return false;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long next = runs.get(number + 1);
        long last = next == null ? number : next;
        if (next != null) {
            runs.remove(number + 1);
        }
        runs.put(first, last);
        return true;
    }

    /** The numbers from {@code first} to {@code last} that are missing here. */
    List<Run> missing(long first, long last) {
        List<Run> gaps = new ArrayList<>();
        long next = first;
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            if (run.getValue() < next) {
                continue;
            }
            if (run.getKey() > last) {
                break;
            }
            if (run.getKey() > next) {
                gaps.add(new Run(next, run.getKey() - 1));
            }
            next = run.getValue() + 1;
        }
        if (next <= last) {
            gaps.add(new Run(next, last));
        }
        return gaps;
    }

    long greatest() {
        return runs.isEmpty() ? 0 : runs.lastEntry().getValue();
    }
}
