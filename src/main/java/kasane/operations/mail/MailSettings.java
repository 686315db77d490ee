package kasane.operations.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server of the town; without a host no mail leaves.
 *
 * @param home the address under which staff reach Kasane
 * @param tls  the way to the server is encrypted, or nothing is sent
 */
@ConfigurationProperties("kasane.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String from,
        @DefaultValue("") String home,
        @DefaultValue("true") boolean tls,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {

    MailSettings {
        if (!host.isEmpty() && (from.isEmpty() || home.isEmpty())) {
            throw new IllegalArgumentException(
                    "KASANE_MAIL_FROM and KASANE_MAIL_HOME are needed beside KASANE_MAIL_HOST");
        }
    }

    @Override
    public String toString() {
        return "mail by " + host + ":" + port;
    }
}
