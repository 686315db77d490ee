@NullMarked
package kasane.operations.mail;

import org.jspecify.annotations.NullMarked;
