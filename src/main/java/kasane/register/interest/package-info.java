/** 利害関係の申告: keeping away from a household one is related to. */
@NullMarked
package kasane.register.interest;

import org.jspecify.annotations.NullMarked;
