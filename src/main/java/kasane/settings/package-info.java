/** 設定: the town, its labels, code lists, clocks and holidays, all with validity dates; the law changes, code does not. */
@ApplicationModule(
        displayName = "settings",
        allowedDependencies = {"shared", "gate", "ui", "editing", "audit"})
@NullMarked
package kasane.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
