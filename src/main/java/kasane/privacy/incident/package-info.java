/** 漏えい等: what went to the wrong place, from the first word of whoever notices to the report and the end. */
@NullMarked
package kasane.privacy.incident;

import org.jspecify.annotations.NullMarked;
