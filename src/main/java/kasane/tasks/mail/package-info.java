@NullMarked
package kasane.tasks.mail;

import org.jspecify.annotations.NullMarked;
