/** 日程調整: days proposed to many agencies, their answers, and the one day that becomes a meeting. */
@NullMarked
package kasane.conference.poll;

import org.jspecify.annotations.NullMarked;
