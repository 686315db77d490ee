/** 準備シート: what each member of an item brings to the sitting, in four blocks written beforehand. */
@NullMarked
package kasane.conference.preparation;

import org.jspecify.annotations.NullMarked;
