/**
 * 相談の受付: consultations in any channel, about known, unknown and hidden people, 電話メモ, the guide to other agencies and
 * the statutory road out of danger.
 */
@ApplicationModule(
        displayName = "intake",
        allowedDependencies = {
            "shared",
            "gate",
            "ui",
            "documents",
            "audit",
            "settings",
            "access",
            "sharing",
            "editing",
            "files",
            "tasks",
            "register",
            "casework"
        })
@NullMarked
package kasane.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
