/** A fictional town or city, full enough to look at lists and to measure; set by set, outside the use cases. */
@NullMarked
package kasane.operations.generate;

import org.jspecify.annotations.NullMarked;
