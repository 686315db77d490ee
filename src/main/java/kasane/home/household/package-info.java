/** ひと目: a household on one page, as the viewer sees it. */
@NullMarked
package kasane.home.household;

import org.jspecify.annotations.NullMarked;
