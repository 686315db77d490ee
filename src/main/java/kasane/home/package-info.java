/**
 * 入口: what a person sees first. きょう (what waits), a household at one look, the search, and 異動 (what hangs on somebody who
 * leaves). Of the modules below it reads views; what passes on a planned day they hand over by functions of their own.
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
