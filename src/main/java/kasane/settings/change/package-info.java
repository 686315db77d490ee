/** 設定の画面: how the system administrator changes what is in force, from a day on. */
@NullMarked
package kasane.settings.change;

import org.jspecify.annotations.NullMarked;
