@NullMarked
package kasane.access.web;

import org.jspecify.annotations.NullMarked;
