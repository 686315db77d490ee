package kasane.gate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the database is and the passwords of the roles the server uses; never printed. */
@ConfigurationProperties("kasane.database")
public record DatabaseSettings(
        String url,
        String ownerPassword,
        String appPassword,
        String jobPassword,
        String publicPassword,
        @DefaultValue("16") int poolSize) {

    @Override
    public String toString() {
        return "DatabaseSettings[" + url + "]";
    }
}
