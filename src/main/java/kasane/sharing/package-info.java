/**
 * 情報共有の核: who may see what, and why. Subjects, consents, grants and the one probe that every policy is made of; no
 * pages. Other modules reference a household or a person through {@code sharing.subject} and give sight through
 * {@link kasane.sharing.Grants}; nobody else writes a grant.
 */
@ApplicationModule(
        displayName = "sharing",
        allowedDependencies = {"shared", "gate"})
@NullMarked
package kasane.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
