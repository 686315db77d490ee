@NullMarked
package kasane.privacy.chain;

import org.jspecify.annotations.NullMarked;
