package kasane.testing;

import kasane.postgres.Connections;

/** One database for one test class, dropped at its end whoever is still connected. */
public record TestDatabase(String name, Connections connections) implements AutoCloseable {
    @Override
    public void close() {
        TestPostgres.drop(name);
    }
}
