/**
 * しごと: open work with exactly one owner, one next action and one clock. A task names an item and nobody's personal
 * content: its words come from the item's own {@code pub_today} view when it is read.
 */
@ApplicationModule(
        displayName = "tasks",
        allowedDependencies = {"shared", "gate", "ui", "audit", "settings", "access", "sharing", "editing"})
@NullMarked
package kasane.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
