@NullMarked
package kasane.collaboration.handover;

import org.jspecify.annotations.NullMarked;
