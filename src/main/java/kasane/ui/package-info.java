/** What every page shares: frame, navigation, fields, error pages; it knows no database and no rule of the office. */
@NullMarked
package kasane.ui;

import org.jspecify.annotations.NullMarked;
