@NullMarked
package kasane.intake.reception;

import org.jspecify.annotations.NullMarked;
