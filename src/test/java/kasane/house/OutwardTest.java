package kasane.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing leaves the server but mail to the one server that a town names: there is no class that could fetch an address
 * somebody typed. And nothing that comes in is ever turned into objects of Java by their own names.
 */
@Tag("modules")
@Promise("P12")
class OutwardTest {

    /** Each reviewed: what it opens, and to whom. */
    private static final Map<String, String> DOORS = Map.of(
            "kasane.operations.mail.Smtp", "the mail server of the settings",
            "kasane.operations.demo.DemoDesk", "the demonstration itself, on this machine, before anybody is there",
            "kasane.operations.Server", "asks whether its own port is free",
            "kasane.postgres.EmbeddedPostgres", "asks whether a port of this machine is free");

    private static final Pattern OPENS = Pattern.compile(
            "java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket|URLConnection|HttpURLConnection|Authenticator).*"
                    + "|java\\.net\\.http\\..*|java\\.nio\\.channels\\.(Asynchronous)?(Server)?(Socket|Datagram)Channel"
                    + "|javax\\.net\\..*|javax\\.naming\\..*|java\\.rmi\\..*|javax\\.management\\.remote\\..*"
                    + "|jakarta\\.mail\\..*|org\\.springframework\\.web\\.client\\..*"
                    + "|org\\.springframework\\.http\\.client\\..*|org\\.apache\\.http.*|okhttp3\\..*");

    private static final Set<String> FETCHES = Set.of("openConnection", "openStream", "getContent", "toURL");

    private static final Pattern DESERIALISES = Pattern.compile(
            "java\\.io\\.(ObjectInputStream|ObjectOutputStream|Externalizable|ObjectInputFilter).*|java\\.beans\\.XML.*"
                    + "|com\\.thoughtworks\\.xstream\\..*|org\\.yaml\\.snakeyaml\\..*|com\\.esotericsoftware\\..*"
                    + "|org\\.springframework\\.core\\.serializer\\..*|org\\.springframework\\.util\\.SerializationUtils"
                    + "|org\\.apache\\.commons\\.lang3\\.SerializationUtils|java\\.lang\\.ProcessBuilder.*"
                    + "|javax\\.script\\..*|org\\.springframework\\.expression\\..*");

    /** The launcher of PostgreSQL starts programs, with words of its own. */
    private static final Set<String> STARTS_PROGRAMS = Set.of("kasane.postgres.Command", "kasane.postgres.Postmaster");

    @Test
    void only_named_classes_open_a_way_out() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : House.CLASSES) {
            String outer = type.getPackageName() + "." + House.outer(type);
            type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getName())
                    .filter(target -> OPENS.matcher(target).matches())
                    .forEach(target ->
                            found.computeIfAbsent(outer, o -> new TreeSet<>()).add(target));
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                boolean url = Set.of("java.net.URL", "java.net.URI")
                        .contains(access.getTargetOwner().getName());
                if (url && FETCHES.contains(access.getTarget().getName())) {
                    found.computeIfAbsent(outer, o -> new TreeSet<>()).add(access.getDescription());
                }
            }
        }
        assertThat(found.keySet()).as(found.toString()).isSubsetOf(DOORS.keySet());
        assertThat(found.keySet())
                .as("a door that no longer exists stands in the list")
                .isEqualTo(DOORS.keySet());
    }

    @Test
    void no_class_deserialises_evaluates_text_or_starts_a_program() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : House.CLASSES) {
            String outer = type.getPackageName() + "." + House.outer(type);
            type.getDirectDependenciesFromSelf().stream()
                    .map(d -> d.getTargetClass().getName())
                    .filter(target -> DESERIALISES.matcher(target).matches())
                    .filter(target ->
                            !target.startsWith("java.lang.ProcessBuilder") || !STARTS_PROGRAMS.contains(outer))
                    .forEach(target ->
                            found.computeIfAbsent(outer, o -> new TreeSet<>()).add(target));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_server_is_started_with_all_deserialisation_switched_off() throws IOException {
        assertThat(Files.readString(Path.of("kasane"))).contains("-Djdk.serialFilter='!*'");
    }
}
