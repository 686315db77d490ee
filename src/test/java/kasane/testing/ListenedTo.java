package kasane.testing;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes that end in every way, run by {@link PromiseListenerTest} only: the name keeps them out of the steps. */
final class ListenedTo {
    private ListenedTo() {}

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

    static class Properties {
        @Property
        @Promise("G3")
        boolean square(@ForAll short n) {
            return n * n >= 0;
        }
    }
}
