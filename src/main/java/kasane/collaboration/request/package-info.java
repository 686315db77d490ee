@NullMarked
package kasane.collaboration.request;

import org.jspecify.annotations.NullMarked;
