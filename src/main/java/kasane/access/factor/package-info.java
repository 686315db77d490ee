@NullMarked
package kasane.access.factor;

import org.jspecify.annotations.NullMarked;
