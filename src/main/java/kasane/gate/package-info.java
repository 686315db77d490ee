/**
 * The gate: who is looking, and the one way to the database.
 *
 * <p>{@link kasane.gate.Viewer} says on whose behalf something is read or written; {@link kasane.gate.Db} opens the
 * transaction that is bound to that viewer and to one instant, and refuses everything else. {@link kasane.gate.Policy}
 * is a row-level security policy as a Java text; all of them are applied by one repeatable migration.
 */
@ApplicationModule(
        displayName = "gate",
        allowedDependencies = {"shared"})
@NullMarked
package kasane.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
