@NullMarked
package kasane.casework.expiry;

import org.jspecify.annotations.NullMarked;
