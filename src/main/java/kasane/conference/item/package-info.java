/** 議題: what is talked about on the day, with its members, decisions, conclusion and minutes. */
@NullMarked
package kasane.conference.item;

import org.jspecify.annotations.NullMarked;
