@NullMarked
package kasane.access.signin;

import org.jspecify.annotations.NullMarked;
