/** 本人同意: pages for taking a consent and withdrawing it. */
@NullMarked
package kasane.register.consent;

import org.jspecify.annotations.NullMarked;
