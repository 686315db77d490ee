/** 支援プラン on the screen and on paper: writing a version like a spreadsheet, reading, proposing and deciding on it. */
@NullMarked
package kasane.collaboration.plan;

import org.jspecify.annotations.NullMarked;
