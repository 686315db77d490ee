/** さがす: persons by any part of any of their names, grouped by household, as far as the viewer sees them. */
@NullMarked
package kasane.home.search;

import org.jspecify.annotations.NullMarked;
