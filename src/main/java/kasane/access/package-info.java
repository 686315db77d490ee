/**
 * 機関と担当者: agencies, areas, staff with hats and duties, and signing in. Its public types tell other modules who is
 * who; the pages and the SQL are in the features below.
 */
@ApplicationModule(
        displayName = "access",
        allowedDependencies = {"shared", "gate", "ui", "documents", "audit", "settings", "editing"})
@NullMarked
package kasane.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
