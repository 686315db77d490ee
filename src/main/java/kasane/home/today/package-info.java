/** きょう: what waits for me, what is late, what others changed, what I left half written. */
@NullMarked
package kasane.home.today;

import org.jspecify.annotations.NullMarked;
