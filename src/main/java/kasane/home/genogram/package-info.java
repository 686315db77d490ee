/** ジェノグラムとエコマップ: drawn from what the viewer sees, as lines and symbols without any person's record behind them. */
@NullMarked
package kasane.home.genogram;

import org.jspecify.annotations.NullMarked;
