package kasane.referral.sheet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a 一件リンク leads.
 *
 * @param base the address under which the outside reaches the server, such as that of a reverse proxy; empty for the one
 *             under which its maker works
 */
@ConfigurationProperties("kasane.links")
record LinkSettings(@DefaultValue("") String base) {}
