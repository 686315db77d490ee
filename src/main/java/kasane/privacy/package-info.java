/**
 * 閲覧の説明と点検: who saw what about a person and why, what stands out in the log, and whether the log is whole. Nothing here
 * shows the content of a case.
 */
@ApplicationModule(
        displayName = "privacy",
        allowedDependencies = {
            "shared",
            "gate",
            "ui",
            "documents",
            "audit",
            "settings",
            "access",
            "editing",
            "tasks",
            "sharing",
            "register",
            "referral"
        })
@NullMarked
package kasane.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
