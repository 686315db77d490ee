/** 世帯: pages for opening a household and seeing who belongs to it. */
@NullMarked
package kasane.register.household;

import org.jspecify.annotations.NullMarked;
