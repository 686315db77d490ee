package kasane.operations.demo;

import java.time.LocalDateTime;

/** いつのことか: lets what is told happen at its own moment. */
@FunctionalInterface
public interface StoryTime {

    /** Does something as if it were then, in the town's time. */
    void at(LocalDateTime when, Runnable act);
}
