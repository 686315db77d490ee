package kasane.operations.demo;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kasane.audit.Sealer;
import kasane.gate.TownClock;
import kasane.settings.Clocks;
import kasane.tasks.Escalations;

/** Tells the stories of かさね市 on the server that has just started, behind a closed door. */
public final class DemoStories {

    private final DemoDoor door;
    private final TownClock clock;
    private final Clocks openingDays;
    private final Sealer sealer;
    private final Escalations escalations;

    DemoStories(DemoDoor door, TownClock clock, Clocks openingDays, Sealer sealer, Escalations escalations) {
        this.door = door;
        this.clock = clock;
        this.openingDays = openingDays;
        this.sealer = sealer;
        this.escalations = escalations;
    }

    /** Tells all of them; a story that cannot be told to its end is an exception. */
    public void tell(URI server) {
        // What runs by the clock rests meanwhile. One round of the sealer first gives the months to come their place.
        sealer.stop();
        escalations.stop();
        sealer.seal();
        String key = door.close();
        Map<String, DemoDesk> desks = new HashMap<>();
        try {
            LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
            new DemoCases(new Sittings(
                            // Signing in is slow on purpose, so each does it once; a session of today is alive on every
                            // day before.
                            login -> desks.computeIfAbsent(login, name -> DemoDesk.of(server, key, name)),
                            (when, act) -> clock.at(when.atZone(clock.getZone()).toInstant(), act),
                            new StoryDays(today, openingDays::isOpen)))
                    .tell();
            desks.values().forEach(DemoDesk::signOut);
        } finally {
            desks.values().forEach(DemoDesk::close);
            door.open();
            escalations.start();
            sealer.start();
        }
    }
}
