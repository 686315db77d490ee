/** What is in force when: the settings of all days in memory, read anew when somebody has changed them. */
@NullMarked
package kasane.settings.dated;

import org.jspecify.annotations.NullMarked;
