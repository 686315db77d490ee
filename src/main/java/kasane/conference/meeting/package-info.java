/** 会議: convening, answers, who came, 中止, and the notice to print. */
@NullMarked
package kasane.conference.meeting;

import org.jspecify.annotations.NullMarked;
