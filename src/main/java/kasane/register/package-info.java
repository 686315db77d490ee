/**
 * 世帯・本人台帳: households, persons and their ties over time, safe ways of contact, consents, and finding people by
 * name. Each agency keeps its own records; what can be concealed has its own rows.
 */
@ApplicationModule(
        displayName = "register",
        allowedDependencies = {"shared", "gate", "ui", "audit", "settings", "access", "sharing", "editing", "tasks"})
@NullMarked
package kasane.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
