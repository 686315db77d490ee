@NullMarked
package kasane.files.attachment;

import org.jspecify.annotations.NullMarked;
