@NullMarked
package kasane.access.staff;

import org.jspecify.annotations.NullMarked;
