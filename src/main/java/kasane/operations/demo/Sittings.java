package kasane.operations.demo;

import java.time.LocalTime;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * 一回ごとの席: who sat down when to do what.
 *
 * @param desks of each person by the login
 */
record Sittings(Function<String, DemoDesk> desks, StoryTime time, StoryDays days) {

    /** Somebody does something at their desk, so many open days ago, at this time of the day. */
    void at(int openDaysAgo, String clock, String login, Consumer<DemoDesk> act) {
        LocalTime at = LocalTime.of(
                Integer.parseInt(clock.substring(0, clock.indexOf(':'))),
                Integer.parseInt(clock.substring(clock.indexOf(':') + 1)));
        DemoDesk desk = desks.apply(login);
        time.at(days.ago(openDaysAgo).atTime(at), () -> act.accept(desk));
    }
}
