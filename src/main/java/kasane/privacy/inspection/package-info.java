@NullMarked
package kasane.privacy.inspection;

import org.jspecify.annotations.NullMarked;
