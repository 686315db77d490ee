package kasane.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kasane.audit.Anchor;
import kasane.audit.DailyRoot;
import kasane.audit.LogVerification;
import kasane.gate.DatabaseSettings;
import kasane.gate.Gate;
import kasane.postgres.Connections;
import kasane.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** Verifies the log of a data directory, whether a server is running on it or not, and prints the anchor of the day. */
final class VerifyLog {

    private VerifyLog() {}

    static int run(Main.Arguments arguments) {
        Anchor anchor = anchor(arguments.get("anchor"));
        Path data = arguments.data("data/town");
        if (Connections.isExternalConfigured()) {
            return verify(Connections.external(), anchor);
        }
        if (!Files.isDirectory(data.resolve("cluster"))) {
            throw new Refusal("there is no database in " + data + "; name the directory with --data.");
        }
        Optional<Connections> running = EmbeddedPostgres.running(data);
        if (running.isPresent()) {
            return verify(running.get(), anchor);
        }
        try (Main.Database database = Main.Database.open(data)) {
            return verify(database.connections(), anchor);
        }
    }

    private static int verify(Connections connections, @Nullable Anchor anchor) {
        // A report is read by people and kept in files: no line of a library stands in it.
        LoggingSystem.get(VerifyLog.class.getClassLoader()).beforeInitialize();
        try (Gate gate = Gate.open(settings(connections))) {
            LogVerification.Result result = new LogVerification(gate.db()).verify(anchor);
            System.out.print(result.report());
            if (result.whole()) {
                new DailyRoot(gate.db())
                        .today()
                        .ifPresent(today -> System.out.println(
                                "Keep this line outside the database, as an anchor:\n" + today.line()));
            }
            System.out.flush();
            return result.exitCode();
        }
    }

    private static @Nullable Anchor anchor(@Nullable String line) {
        if (line == null) {
            return null;
        }
        try {
            return Anchor.parse(line);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--anchor is not a line that this command printed, such as"
                    + " \"kasane-log 2026-11-05 block 118 entries 36955 seal …\".");
        }
    }

    static DatabaseSettings settings(Connections connections) {
        return new DatabaseSettings(
                connections.url(),
                connections.owner().password(),
                connections.app().password(),
                connections.job().password(),
                connections.publicPages().password(),
                2);
    }
}
