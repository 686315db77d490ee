@NullMarked
package kasane.access.agency;

import org.jspecify.annotations.NullMarked;
