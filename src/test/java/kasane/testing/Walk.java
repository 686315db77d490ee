package kasane.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;

/** One way through the use cases, chosen by lot and the same for the same number, and what was done on it. */
public final class Walk {

    /** What is said of something that the viewer does not find. */
    public static final String NOT_VISIBLE = "not visible";

    private static final int ENOUGH = 5;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Random random;
    private final List<String> told = new ArrayList<>();

    private Walk(int number) {
        this.random = new Random(SPREAD * (number + 1));
    }

    /** Open work as its table holds it, whoever may see it. */
    public record Work(String kind, AgencyId owner, LocalDate due) {

        /** All that is open on an item. */
        public static List<Work> openOn(AsRole root, UUID item) {
            return root.rows("""
                            select kind, assignee_agency, due from tasks.task
                            where item_id = ? and done_at is null order by kind, assignee_agency
                            """, item).stream()
                    .map(row -> new Work(
                            row.get(0), new AgencyId(Integer.parseInt(row.get(1))), LocalDate.parse(row.get(2))))
                    .toList();
        }
    }

    /** Goes so many walks; every failure names its walk and every move before it. */
    public static void each(int walks, Consumer<Walk> way) {
        List<AssertionError> failures = new ArrayList<>();
        for (int number = 0; number < walks && failures.size() < ENOUGH; number++) {
            Walk walk = new Walk(number);
            try {
                way.accept(walk);
            } catch (AssertionError | RuntimeException failure) {
                failures.add(new AssertionError(
                        "walk %d after %s, %s: %s".formatted(number, walk.told, place(failure), failure.getMessage()),
                        failure));
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(
                    failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    /** Where in the test it happened. */
    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().contains("Walk")
                        && !frame.getClassName().startsWith(Walk.class.getName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("somewhere");
    }

    /** Keeps what is done next, for whoever has to read a failure. */
    public void tell(Object... what) {
        told.add(String.join(" ", Arrays.stream(what).map(String::valueOf).toList()));
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** A number from zero up to this one. */
    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    /** One of these. */
    public <X> X one(Collection<X> these) {
        return List.copyOf(these).get(random.nextInt(these.size()));
    }

    /** One of these. */
    @SafeVarargs
    public final <X> X one(X... these) {
        return these[random.nextInt(these.length)];
    }

    /** Tries something as a form would: empty when it was done; otherwise why not, and nothing of it is kept. */
    public static String attempt(Db db, Viewer.Staff viewer, Supplier<? extends Decision<?>> act) {
        try {
            db.run(viewer, () -> {
                if (act.get() instanceof Decision.Refused<?> refused) {
                    throw new Refusal(refused.reason().key());
                }
            });
            return "";
        } catch (NotVisible e) {
            return NOT_VISIBLE;
        } catch (Refusal | Stale e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static final class Refusal extends RuntimeException {
        Refusal(String key) {
            super(key, null, false, false);
        }
    }
}
