package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promises, tests and the steps of {@code ./kasane test} name each other, and nothing falls between them. */
@Tag("modules")
@Promise("G3")
class PromisesTest {
    private static final Set<String> STEPS =
            Set.of("modules", "rules", "sql", "authorisation", "pages", "walks", "documents", "smoke");
    private static final Set<String> TAGS = Set.of("org.junit.jupiter.api.Tag", "net.jqwik.api.Tag");
    private static final Set<String> TESTS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.api.TestFactory",
            "org.junit.jupiter.params.ParameterizedTest",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example");

    private final List<PromisesReport.Line> promised = PromisesReport.promised(Path.of("docs", "promises.md"));
    private final List<JavaClass> testClasses = testClasses();

    @Test
    void everyIdStandsOnceInTheList() {
        assertThat(promised).isNotEmpty();
        assertThat(promised.stream().map(PromisesReport.Line::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyIdInATestStandsInTheList() {
        assertThat(promised.stream().map(PromisesReport.Line::id)).containsAll(tested());
    }

    @Test
    void everyBuiltPromiseHasATest() {
        assertThat(tested())
                .containsAll(promised.stream()
                        .filter(line -> line.state() == PromisesReport.State.BUILT)
                        .map(PromisesReport.Line::id)
                        .toList());
    }

    /** A test without a step, or with a name the runner does not look for, would never run and never be missed. */
    @Test
    void everyTestClassBelongsToOneStep() {
        assertThat(testClasses).isNotEmpty().allSatisfy(type -> {
            var outermost = type;
            while (outermost.getEnclosingClass().isPresent()) {
                outermost = outermost.getEnclosingClass().get();
            }
            assertThat(outermost.getSimpleName()).as(type.getName()).endsWith("Test");
            // jqwik reads only its own @Tag, Jupiter only its own: each kind of test needs the one its engine reads.
            for (var engine : enginesOf(type)) {
                assertThat(tagsOf(type, outermost, engine))
                        .as("@%s of %s", engine, type.getName())
                        .hasSize(1)
                        .isSubsetOf(STEPS);
            }
        });
    }

    private static List<JavaClass> testClasses() {
        // Only names and annotations are asked for: following every library class would take most of a minute.
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .importPath(Path.of("target", "test-classes")).stream()
                            .filter(type -> type.getMethods().stream().anyMatch(PromisesTest::isTest))
                            .toList();
        });
    }

    private static Set<String> enginesOf(JavaClass type) {
        return type.getMethods().stream()
                .filter(PromisesTest::isTest)
                .map(method -> has(method, name -> name.startsWith("net.jqwik."))
                        ? "net.jqwik.api.Tag"
                        : "org.junit.jupiter.api.Tag")
                .collect(Collectors.toSet());
    }

    private static Set<String> tagsOf(JavaClass type, JavaClass outermost, String tag) {
        return Stream.of(type, outermost)
                .flatMap(each -> each.getAnnotations().stream())
                .filter(annotation -> annotation.getRawType().getName().equals(tag))
                .map(annotation -> (String) annotation.getProperties().get("value"))
                .collect(Collectors.toSet());
    }

    private Set<String> tested() {
        return testClasses.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), type.getMethods().stream()))
                .flatMap(PromisesTest::idsOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> idsOf(CanBeAnnotated element) {
        Function<Promise, Stream<String>> ids = promise -> Stream.of(promise.value());
        return switch (element) {
            case JavaClass type ->
                type.tryGetAnnotationOfType(Promise.class).stream().flatMap(ids);
            case JavaMethod method ->
                method.tryGetAnnotationOfType(Promise.class).stream().flatMap(ids);
            default -> Stream.of();
        };
    }

    private static boolean isTest(JavaMethod method) {
        return has(method, TESTS::contains);
    }

    private static boolean has(JavaMethod method, Predicate<String> name) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> name.test(annotation.getRawType().getName()));
    }
}
