/** 本人・世帯員: pages about one person, their ties and how to reach them. */
@NullMarked
package kasane.register.person;

import org.jspecify.annotations.NullMarked;
