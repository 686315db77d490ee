/** かさね市: the fictional town, founded as an installation is, with stories told through its own forms. */
@NullMarked
package kasane.operations.demo;

import org.jspecify.annotations.NullMarked;
