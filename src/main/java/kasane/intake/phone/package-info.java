@NullMarked
package kasane.intake.phone;

import org.jspecify.annotations.NullMarked;
