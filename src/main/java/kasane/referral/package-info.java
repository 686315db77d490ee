/**
 * つなぎ: passing a person on to another window and hearing back. A つなぐシート belongs to its sender; its addressee sees
 * it through a grant given at sending, and each side owns the steps it took.
 */
@ApplicationModule(
        displayName = "referral",
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
            "register"
        })
@NullMarked
package kasane.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
