package kasane;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * 重層的支援体制整備事業: the whole application; {@code kasane.operations} is its command line.
 *
 * <p>Two modules may each have a HouseholdController: a feature is named for what it is, so beans carry their full names.
 */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class Kasane {
    /** Starts the server with Spring's own arguments; people use {@code ./kasane} instead. */
    public static void main(String[] args) {
        SpringApplication.run(Kasane.class, args);
    }
}
