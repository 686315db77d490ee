package kasane.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests of one step of {@code ./kasane test} and keeps, for every test with a {@link Promise}, how it ended.
 *
 * <p>Silent unless the step is named by {@code -Dkasane.step}, so that an IDE leaves no traces. Every JVM writes its own
 * two files: {@code <step>-<pid>.tsv} (id, test, passed, failed, skipped) and {@code <step>-<pid>.counts}.
 */
public final class PromiseListener implements TestExecutionListener {
    private final @Nullable String step;
    private final Path directory;
    private final Tally total = new Tally();
    private final Map<Kept, Tally> kept = new LinkedHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private @Nullable TestPlan plan;

    private record Kept(String id, String test) {}

    private enum Ending {
        PASSED,
        FAILED,
        SKIPPED
    }

    private static final class Tally {
        final LongAdder passed = new LongAdder();
        final LongAdder failed = new LongAdder();
        final LongAdder skipped = new LongAdder();

        void add(Ending ending) {
            switch (ending) {
                case PASSED -> passed.increment();
                case FAILED -> failed.increment();
                case SKIPPED -> skipped.increment();
            }
        }
    }

    /** The one the JUnit Platform makes, in a JVM that Maven started for a step. */
    public PromiseListener() {
        this(System.getProperty("kasane.step"), Path.of("target", "promises"));
    }

    PromiseListener(@Nullable String step, Path directory) {
        this.step = step;
        this.directory = directory;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var ending = switch (result.getStatus()) {
            case SUCCESSFUL -> Ending.PASSED;
            case FAILED -> Ending.FAILED;
            case ABORTED -> Ending.SKIPPED;
        };
        if (test.isTest()) {
            keep(test, ending);
        } else if (ending != Ending.PASSED) {
            // A broken @BeforeAll never starts its tests: without this line they would vanish from the count.
            keepWithDescendants(test, ending);
        }
        ended.add(test.getUniqueId());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        keepWithDescendants(test, Ending.SKIPPED);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (step == null) {
            return;
        }
        var lines = new StringBuilder();
        synchronized (kept) {
            kept.forEach((key, tally) -> lines.append(key.id())
                    .append('\t')
                    .append(key.test())
                    .append('\t')
                    .append(tally.passed.sum())
                    .append('\t')
                    .append(tally.failed.sum())
                    .append('\t')
                    .append(tally.skipped.sum())
                    .append('\n'));
        }
        try {
            Files.createDirectories(directory);
            var name = step + "-" + ProcessHandle.current().pid();
            Files.writeString(directory.resolve(name + ".tsv"), lines);
            Files.writeString(
                    directory.resolve(name + ".counts"),
                    "%d %d %d%n".formatted(total.passed.sum(), total.failed.sum(), total.skipped.sum()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A factory or a parameterised method that never ran has no tests below it yet, and counts as one. */
    private void keepWithDescendants(TestIdentifier container, Ending ending) {
        var started = plan;
        var unfinished = started == null
                ? List.<TestIdentifier>of()
                : started.getDescendants(container).stream()
                        .filter(below -> started.getChildren(below).isEmpty())
                        .filter(below -> !ended.contains(below.getUniqueId()))
                        .toList();
        if (unfinished.isEmpty()) {
            keep(container, ending);
        }
        unfinished.forEach(test -> keep(test, ending));
    }

    private void keep(TestIdentifier test, Ending ending) {
        total.add(ending);
        var source = sourceOf(test);
        if (source == null) {
            return;
        }
        synchronized (kept) {
            for (var id : idsOf(source)) {
                kept.computeIfAbsent(new Kept(id, nameOf(source)), key -> new Tally())
                        .add(ending);
            }
        }
    }

    /** Dynamic tests and single runs of a parameterised test often have no source: the factory method above them has one. */
    private @Nullable TestSource sourceOf(TestIdentifier test) {
        var current = Optional.of(test);
        while (current.isPresent()) {
            var source = current.get().getSource().orElse(null);
            if (source instanceof MethodSource || source instanceof ClassSource) {
                return source;
            }
            current = plan == null ? Optional.empty() : plan.getParent(current.get());
        }
        return null;
    }

    private static String nameOf(TestSource source) {
        return switch (source) {
            case MethodSource method -> method.getClassName() + "." + method.getMethodName();
            case ClassSource type -> type.getClassName();
            default -> throw new IllegalArgumentException(source.toString());
        };
    }

    private static Collection<String> idsOf(TestSource source) {
        var ids = new TreeSet<String>();
        Class<?> type = switch (source) {
            case MethodSource method -> {
                addIds(ids, method.getJavaMethod());
                yield method.getJavaClass();
            }
            case ClassSource klass -> klass.getJavaClass();
            default -> throw new IllegalArgumentException(source.toString());
        };
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            addIds(ids, each);
        }
        return ids;
    }

    private static void addIds(Collection<String> ids, @Nullable AnnotatedElement element) {
        var promise = element == null ? null : element.getAnnotation(Promise.class);
        if (promise != null) {
            ids.addAll(List.of(promise.value()));
        }
    }
}
