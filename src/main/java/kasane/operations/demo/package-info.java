/** かさね市: the fictional town, founded by calling the use cases that its people would. */
@NullMarked
package kasane.operations.demo;

import org.jspecify.annotations.NullMarked;
