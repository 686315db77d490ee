/** 連携支援: two or three agencies work together for a household by consent, without 多機関協働. */
@NullMarked
package kasane.collaboration.joint;

import org.jspecify.annotations.NullMarked;
