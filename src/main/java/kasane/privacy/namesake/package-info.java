/** 名寄せ候補: which other agencies may keep a record of the same person, for municipal staff alone. */
@NullMarked
package kasane.privacy.namesake;

import org.jspecify.annotations.NullMarked;
