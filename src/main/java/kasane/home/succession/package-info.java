/** 異動・引き継ぎ: what hangs on somebody who leaves passes to others on a planned day, with a 引継書 for each case. */
@NullMarked
package kasane.home.succession;

import org.jspecify.annotations.NullMarked;
