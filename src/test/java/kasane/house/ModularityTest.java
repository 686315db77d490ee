package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import java.util.List;
import kasane.Kasane;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Modules use only what their package-info allows, no two use each other, and each is described. */
@Tag("modules")
@Promise("G3")
class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(
            Kasane.class,
            // Compiled templates call each other by file; what they may take is the business of ArchitectureTest.
            DescribedPredicate.describe(
                    "compiled templates", type -> type.getName().matches(".*\\.Jte\\w+Generated.*")));

    @Test
    void modules_use_only_what_they_declare_and_nothing_goes_in_circles() {
        assertThat(MODULES.detectViolations().getMessages()).isEmpty();
    }

    @Test
    void every_module_is_null_marked_and_says_what_it_is() {
        List<String> silent = MODULES.stream()
                .filter(module -> !module.getIdentifier().toString().isEmpty())
                .map(ApplicationModule::getBasePackage)
                .filter(root -> {
                    try {
                        Class<?> info = Class.forName(root.getName() + ".package-info");
                        return !info.isAnnotationPresent(org.jspecify.annotations.NullMarked.class);
                    } catch (ClassNotFoundException e) {
                        return true;
                    }
                })
                .map(Object::toString)
                .toList();
        assertThat(silent).isEmpty();
    }
}
