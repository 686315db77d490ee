package kasane.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class ConnectionsTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "KASANE_DB_URL", "jdbc:postgresql://db.example:5432/kasane",
            "KASANE_DB_OWNER_PASSWORD", "a",
            "KASANE_DB_APP_PASSWORD", "b",
            "KASANE_DB_JOB_PASSWORD", "c",
            "KASANE_DB_PUBLIC_PASSWORD", "d"));

    @Test
    void anExternalDatabaseIsDescribedByItsAddressAndFourPasswords() {
        Connections external = Connections.external(settings::get);
        assertThat(external.url())
                .isEqualTo("jdbc:postgresql://db.example:5432/kasane?logServerErrorDetail=false&prepareThreshold=3"
                        + "&ApplicationName=kasane");
        assertThat(external.app()).isEqualTo(new Connections.Login("kasane_app", "b"));
        assertThat(external.superuser()).isNull();
        assertThatThrownBy(external::requireSuperuser).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheOperatorSetsStaysExceptThatErrorsNeverCarryValues() {
        settings.put(
                "KASANE_DB_URL",
                "jdbc:postgresql://db/k?logServerErrorDetail=true&sslmode=verify-full&prepareThreshold=5");
        assertThat(Connections.external(settings::get).url())
                .isEqualTo("jdbc:postgresql://db/k?sslmode=verify-full&prepareThreshold=5&logServerErrorDetail=false"
                        + "&ApplicationName=kasane");
        settings.put("KASANE_DB_URL", "jdbc:postgresql://db/k?logServerErrorDetail=true");
        assertThat(Connections.external(settings::get).url())
                .isEqualTo(
                        "jdbc:postgresql://db/k?logServerErrorDetail=false&prepareThreshold=3&ApplicationName=kasane");
    }

    @Test
    void aMissingPasswordRefusesByTheNameOfItsVariable() {
        settings.remove("KASANE_DB_JOB_PASSWORD");
        assertThatThrownBy(() -> Connections.external(settings::get))
                .isInstanceOf(PostgresRefused.class)
                .hasMessageContaining("KASANE_DB_JOB_PASSWORD");
    }

    @Test
    void aLoginInTheAddressRefusesBecauseItWouldReplaceTheFourRoles() {
        settings.put("KASANE_DB_URL", "jdbc:postgresql://db/kasane?user=postgres&password=x");
        assertThatThrownBy(() -> Connections.external(settings::get))
                .isInstanceOf(PostgresRefused.class)
                .hasMessageContaining("must not contain a user or password");
    }

    @Test
    void anotherDatabaseOfTheSameServerKeepsEverythingElse() {
        assertThat(Connections.external(settings::get).to("other").url())
                .startsWith("jdbc:postgresql://db.example:5432/other?logServerErrorDetail=false");
    }

    @Test
    void anUnreachableDatabaseRefusesInOneLine() {
        settings.put("KASANE_DB_URL", "jdbc:postgresql://127.0.0.1:1/kasane");
        assertThatThrownBy(() -> Connections.external(settings::get).requireUsable())
                .isInstanceOf(PostgresRefused.class)
                .hasMessageContaining("The database did not let in kasane_owner")
                .hasMessageNotContaining("\n");
    }

    @Test
    void noPasswordAppearsInWhatMayBePrinted() {
        assertThat(Connections.external(settings::get).app()).hasToString("kasane_app");
        assertThat(new Secrets("s", "o", "a", "j", "p").toString()).isEqualTo("Secrets[…]");
    }
}
