/** 定例ケース共有: what was passed on and taken over in the last months, gone through until it is finished. */
@NullMarked
package kasane.home.transfers;

import org.jspecify.annotations.NullMarked;
