package kasane.access.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a minute are answered: of one session, of that for searches and for papers, which cost most, and of
 * one address, behind which a whole office may sit.
 */
@ConfigurationProperties("kasane.limits")
record LimitSettings(
        @DefaultValue("600") int session,
        @DefaultValue("90") int searches,
        @DefaultValue("40") int papers,
        @DefaultValue("120") int signIns,
        @DefaultValue("6000") int source) {}
