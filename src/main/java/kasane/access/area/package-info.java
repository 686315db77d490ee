@NullMarked
package kasane.access.area;

import org.jspecify.annotations.NullMarked;
