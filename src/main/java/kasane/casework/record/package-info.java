@NullMarked
package kasane.casework.record;

import org.jspecify.annotations.NullMarked;
