/**
 * 添付: papers and pictures attached to a record, in one place. What a file is, is read from its content and never
 * believed from its name; it is seen like the record it belongs to, and opening it is logged.
 */
@ApplicationModule(
        displayName = "files",
        allowedDependencies = {"shared", "gate", "ui", "audit", "access", "sharing", "editing"})
@NullMarked
package kasane.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
