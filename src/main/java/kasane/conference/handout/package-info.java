/** 配付資料: numbered handouts, who has which copy, and whether it has come back. */
@NullMarked
package kasane.conference.handout;

import org.jspecify.annotations.NullMarked;
