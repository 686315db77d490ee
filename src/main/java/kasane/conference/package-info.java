/**
 * 会議: meetings, their invitations and what was decided. A meeting names nobody; each 議題 carries its legal kind, its
 * members and its minutes. What an item is about comes from the module that put it there, through
 * {@link kasane.conference.AgendaKind}.
 */
@ApplicationModule(
        displayName = "conference",
        allowedDependencies = {
            "shared",
            "gate",
            "ui",
            "documents",
            "audit",
            "settings",
            "access",
            "sharing",
            "editing",
            "tasks",
            "register",
            "casework"
        })
@NullMarked
package kasane.conference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
