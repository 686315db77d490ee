@NullMarked
package kasane.collaboration.introduction;

import org.jspecify.annotations.NullMarked;
