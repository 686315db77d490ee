/**
 * 入口: what a person sees first. きょう (what waits), a household at one look, and the search; it only reads, through the
 * views of the modules below.
 */
@ApplicationModule(
        displayName = "home",
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
            "tasks",
            "register",
            "casework",
            "intake",
            "referral",
            "conference",
            "collaboration"
        })
@NullMarked
package kasane.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
