package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** No test is lost from the count, whichever way it ends or fails to begin. */
@Tag("modules")
@Promise("G3")
class PromiseListenerTest {
    @TempDir
    Path directory;

    @Test
    void everyEndingIsCounted() throws Exception {
        assertThat(counts(Endings.class)).isEqualTo("1 1 2");
        assertThat(promises())
                .containsExactlyInAnyOrder(
                        "G3\tpasses\t1\t0\t0", "G3\tfails\t0\t1\t0", "G3\tgivesUp\t0\t0\t1", "G3\tisOff\t0\t0\t1");
    }

    @Test
    void brokenSetUpFailsEveryTestOfItsClass() throws Exception {
        assertThat(counts(BrokenSetUp.class)).isEqualTo("0 3 0");
        assertThat(promises())
                .containsExactlyInAnyOrder("G3\tone\t0\t1\t0", "G3\tfactory\t0\t1\t0", "G3\tmany\t0\t1\t0");
    }

    @Test
    void brokenTearDownIsOneFailureMore() throws Exception {
        assertThat(counts(BrokenTearDown.class)).isEqualTo("1 1 0");
    }

    @Test
    void dynamicTestsAndParametersAreGatheredUnderTheirMethod() throws Exception {
        assertThat(counts(Several.class)).isEqualTo("4 1 0");
        assertThat(promises()).containsExactlyInAnyOrder("G3\tfactory\t2\t1\t0", "G3\tmany\t2\t0\t0");
    }

    @Test
    void propertiesCountAsOneTest() throws Exception {
        assertThat(counts(Properties.class)).isEqualTo("1 0 0");
        assertThat(promises()).containsExactly("G3\tsquare\t1\t0\t0");
    }

    @Test
    void withoutStepNothingIsWritten() throws Exception {
        run(new PromiseListener(null, directory), Several.class);
        assertThat(directory).isEmptyDirectory();
    }

    private String counts(Class<?> fixture) throws IOException {
        run(new PromiseListener("step", directory), fixture);
        return Files.readString(only(".counts")).strip();
    }

    private List<String> promises() throws IOException {
        return Files.readAllLines(only(".tsv")).stream()
                .map(line -> line.replaceAll("kasane\\.testing\\.[A-Za-z$]+\\.", ""))
                .toList();
    }

    private Path only(String suffix) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void run(PromiseListener listener, Class<?> fixture) {
        var quiet = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(listener)
                .build();
        LauncherFactory.create(quiet)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(fixture))
                        .build());
    }

    @Promise("G3")
    static class Endings {
        @Test
        void passes() {}

        @Test
        void fails() {
            Assertions.fail("on purpose");
        }

        @Test
        void givesUp() {
            Assumptions.abort("on purpose");
        }

        @Test
        @Disabled("on purpose")
        void isOff() {}
    }

    static class BrokenSetUp {
        @BeforeAll
        static void breaks() {
            Assertions.fail("on purpose");
        }

        @Test
        @Promise("G3")
        void one() {}

        @TestFactory
        @Promise("G3")
        Stream<DynamicTest> factory() {
            return Stream.of();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Promise("G3")
        void many(int value) {
            assertThat(value).isPositive();
        }
    }

    static class BrokenTearDown {
        @Test
        void one() {}

        @AfterAll
        static void breaks() {
            Assertions.fail("on purpose");
        }
    }

    static class Several {
        @TestFactory
        @Promise("G3")
        Stream<DynamicTest> factory() {
            return IntStream.range(0, 3)
                    .mapToObj(i -> DynamicTest.dynamicTest(
                            "test " + i, () -> assertThat(i).isLessThan(2)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Promise("G3")
        void many(int value) {
            assertThat(value).isPositive();
        }
    }

    @net.jqwik.api.Tag("modules")
    static class Properties {
        @Property
        @Promise("G3")
        boolean square(@ForAll short n) {
            return n * n >= 0;
        }
    }
}
