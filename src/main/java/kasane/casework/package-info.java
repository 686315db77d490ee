/**
 * 支援: the work with a household. In this step the 支援経過記録, whose facts and interpretation stand apart and whose
 * audience is the own agency unless somebody widens it on purpose.
 */
@ApplicationModule(
        displayName = "casework",
        allowedDependencies = {
            "shared",
            "gate",
            "ui",
            "audit",
            "settings",
            "access",
            "sharing",
            "editing",
            "files",
            "tasks",
            "register"
        })
@NullMarked
package kasane.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
