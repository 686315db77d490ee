@NullMarked
package kasane.privacy.report;

import org.jspecify.annotations.NullMarked;
