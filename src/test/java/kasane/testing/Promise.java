package kasane.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which lines of {@code docs/promises.md} a test, or every test of a class, holds Kasane to. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Promise {
    /** The ids, as they stand in the first column of {@code docs/promises.md}. */
    String[] value();
}
