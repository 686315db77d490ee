/** 支援会議: the compartment for households whose consent is missing, from the 開催依頼 to its end or its way out. */
@NullMarked
package kasane.conference.support;

import org.jspecify.annotations.NullMarked;
