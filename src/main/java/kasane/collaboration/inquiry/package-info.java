/** Pages of 直接の聞き取り. */
@NullMarked
package kasane.collaboration.inquiry;

import org.jspecify.annotations.NullMarked;
