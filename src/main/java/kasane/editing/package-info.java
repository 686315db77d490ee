/**
 * 入力を守る: the one helper that every form goes through. Drafts on the server while typing, a key per form so that it
 * is carried out once, versions with a merge page, and errors that keep what was typed.
 */
@ApplicationModule(
        displayName = "editing",
        allowedDependencies = {"shared", "gate", "ui"})
@NullMarked
package kasane.editing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
