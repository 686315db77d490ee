/**
 * 多機関協働: from the 支援依頼 over assessment, plan, 支援決定 and monitoring to closure and hand-back. What is said of
 * several people at once is shown to whoever may see all of them.
 */
@ApplicationModule(
        displayName = "collaboration",
        allowedDependencies = {
            "shared",
            "gate",
            "ui",
            "documents",
            "files",
            "audit",
            "settings",
            "access",
            "sharing",
            "editing",
            "tasks",
            "register",
            "casework",
            "conference"
        })
@NullMarked
package kasane.collaboration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
