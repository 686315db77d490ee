/** A backup in one encrypted file, its proof, and the way back. */
@NullMarked
package kasane.operations.backup;

import org.jspecify.annotations.NullMarked;
