/** 保存と廃棄: what is kept, for how long, what holds it, and how it goes. */
@NullMarked
package kasane.privacy.disposal;

import org.jspecify.annotations.NullMarked;
