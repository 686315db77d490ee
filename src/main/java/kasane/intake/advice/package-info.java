/** 支援者からの相談: what one agency asks a coordinator without naming anybody, and company on the way. */
@NullMarked
package kasane.intake.advice;

import org.jspecify.annotations.NullMarked;
