/** The command line: starts the server, founds the demonstration town, verifies the log, prints the roles. */
@ApplicationModule(displayName = "operations")
@NullMarked
package kasane.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
