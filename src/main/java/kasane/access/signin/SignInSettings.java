package kasane.access.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long sessions live and how many tries a sign-in has. */
@ConfigurationProperties("kasane.sign-in")
record SignInSettings(
        @DefaultValue("60m") Duration idle,
        @DefaultValue("12h") Duration longest,
        @DefaultValue("10m") Duration answer,
        @DefaultValue("5") int failuresBeforeLock,
        @DefaultValue("15m") Duration lock,
        @DefaultValue("30") int triesFromOneSource) {}
