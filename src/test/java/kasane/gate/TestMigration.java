package kasane.gate;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kasane.postgres.Connections;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Migrates a test database exactly as the server does, with the policies of all modules, but without Spring. */
public final class TestMigration {

    private TestMigration() {}

    /** Runs all migrations as the owner and answers the policies in force. */
    public static List<Policy> migrate(Connections connections) {
        return GateConfig.migrate(connections.url(), connections.owner().password(), sources())
                .policies();
    }

    /** Every {@link PolicySource} of the code, found where it stands, so that a new module cannot be forgotten. */
    public static List<PolicySource> sources() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(PolicySource.class));
        List<PolicySource> sources = new ArrayList<>();
        scanner.findCandidateComponents("kasane").stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted(Comparator.naturalOrder())
                .forEach(name -> sources.add(instance(name)));
        return sources;
    }

    /** The statement that creates the policy. */
    public static String create(Policy policy) {
        return policy.create();
    }

    private static PolicySource instance(String name) {
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (PolicySource) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " must have a constructor without parameters", e);
        }
    }
}
