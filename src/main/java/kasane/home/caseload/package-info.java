@NullMarked
package kasane.home.caseload;

import org.jspecify.annotations.NullMarked;
