@NullMarked
package kasane.access.account;

import org.jspecify.annotations.NullMarked;
