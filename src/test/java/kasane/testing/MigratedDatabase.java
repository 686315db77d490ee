package kasane.testing;

import kasane.gate.TestMigration;

/** Clones of the migrated database: the migrations run once per JVM, for tests that need the database but no server. */
public final class MigratedDatabase {

    private MigratedDatabase() {}

    /** A fresh clone with every table, view, function and policy, and no row but those of the migrations. */
    public static TestDatabase create() {
        TestPostgres.template("migrated", TestMigration::migrate);
        return TestPostgres.create("migrated");
    }
}
