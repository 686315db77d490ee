/** 虐待の疑い: a report to the window that the law names, whatever anybody agrees to; who told stays hidden. */
@NullMarked
package kasane.referral.suspicion;

import org.jspecify.annotations.NullMarked;
