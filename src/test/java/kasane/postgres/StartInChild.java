package kasane.postgres;

import java.nio.file.Path;

/** The program of child processes in tests: starts a database, says so, and waits to be killed. */
final class StartInChild {
    private StartInChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            EmbeddedPostgres running = EmbeddedPostgres.start(
                    Path.of(arguments[0]), Options.standard().withBinaries(Path.of(arguments[1])));
            System.out.println(
                    "started " + running.pid() + " " + running.port() + " " + System.getProperty("user.name"));
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        } catch (PostgresRefused refusal) {
            System.out.println("refused " + refusal.getMessage());
            System.exit(1);
        }
    }
}
