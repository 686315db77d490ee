package kasane.operations;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.operations.backup.BackupRefused;
import kasane.postgres.Connections;
import kasane.postgres.EmbeddedPostgres;
import kasane.postgres.Options;
import kasane.postgres.PostgresRefused;
import kasane.postgres.Roles;
import org.jspecify.annotations.Nullable;

/** The command line behind {@code ./kasane}: every refusal is one line and a status other than zero. */
public final class Main {

    private Main() {}

    /** Runs one command; the first argument names it. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String[] args) {
        try {
            List<String> words = Arrays.asList(args);
            String command = words.isEmpty() ? "" : words.getFirst();
            Arguments rest = Arguments.of(command, words.subList(Math.min(1, words.size()), words.size()));
            return switch (command) {
                case "demo" -> Server.run(rest, true);
                case "serve" -> Server.run(rest, false);
                case "generate" -> Generate.run(rest);
                case "verify-log" -> VerifyLog.run(rest);
                case "backup" -> Backups.backup(rest);
                case "verify-backup" -> Backups.verify(rest);
                case "restore" -> Backups.restore(rest);
                case "roles" -> {
                    System.out.print(Roles.script());
                    yield 0;
                }
                default -> throw new Refusal("unknown command: " + command + "; ./kasane help lists them.");
            };
        } catch (Refusal | PostgresRefused | BackupRefused refusal) {
            System.err.println("kasane: " + refusal.getMessage());
            return 1;
        }
    }

    /** The options of a command, checked against those it knows. */
    record Arguments(Map<String, String> values) {

        private static final Map<String, Set<String>> KNOWN = Map.of(
                "demo", Set.of("port", "data"),
                "serve", Set.of("port", "data", "address", "certificate", "key"),
                "verify-log", Set.of("data", "anchor"),
                "backup", Set.of("to", "data", "key-file"),
                "verify-backup", Set.of("from", "key-file"),
                "restore", Set.of("from", "data", "key-file"),
                "roles", Set.of(),
                "generate", Set.of("data", "size"));

        static Arguments of(String command, List<String> words) {
            Map<String, String> values = new HashMap<>();
            Set<String> known = KNOWN.get(command);
            if (known == null) {
                throw new Refusal("unknown command: " + command + "; ./kasane help lists them.");
            }
            for (int i = 0; i < words.size(); i += 2) {
                String name = words.get(i);
                if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                    throw new Refusal("unknown option: " + name + "; ./kasane help lists them.");
                }
                if (i + 1 == words.size()) {
                    throw new Refusal(name + " needs a value.");
                }
                values.put(name.substring(2), words.get(i + 1));
            }
            return new Arguments(values);
        }

        @Nullable
        String get(String name) {
            return values.get(name);
        }

        int port(int otherwise) {
            String text = values.get("port");
            if (text == null) {
                return otherwise;
            }
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // the line below says what is wanted
            }
            throw new Refusal("--port needs a number from 0 to 65535, not " + text + ".");
        }

        Path data(String otherwise) {
            return Path.of(values.getOrDefault("data", otherwise))
                    .toAbsolutePath()
                    .normalize();
        }
    }

    /** The database of a command: the external one if it is configured, otherwise the embedded one of the directory. */
    record Database(Connections connections, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {

        static Database open(Path data) {
            if (Connections.isExternalConfigured()) {
                Connections connections = Connections.external();
                connections.requireUsable();
                return new Database(connections, null);
            }
            EmbeddedPostgres embedded =
                    EmbeddedPostgres.start(data, Options.standard().withoutShutdownHook());
            return new Database(embedded.connections(), embedded);
        }

        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
