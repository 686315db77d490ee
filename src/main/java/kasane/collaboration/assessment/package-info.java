@NullMarked
package kasane.collaboration.assessment;

import org.jspecify.annotations.NullMarked;
