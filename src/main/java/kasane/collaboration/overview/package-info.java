@NullMarked
package kasane.collaboration.overview;

import org.jspecify.annotations.NullMarked;
