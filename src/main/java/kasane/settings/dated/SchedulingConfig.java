package kasane.settings.dated;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets components do things from time to time. */
@Configuration
@EnableScheduling
class SchedulingConfig {}
