package kasane.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import kasane.operations.generate.GeneratedTown;
import kasane.operations.generate.TownSize;
import kasane.postgres.Connections;
import org.jspecify.annotations.Nullable;

/** Fills an empty embedded database with a fictional town or city. */
final class Generate {

    private Generate() {}

    static int run(Main.Arguments arguments) {
        TownSize size = size(arguments.get("size"));
        if (Connections.isExternalConfigured()) {
            throw new Refusal("generate fills an embedded database only: it writes as a superuser, which Kasane is not"
                    + " in an external one.");
        }
        Path data = arguments.data("data/" + size.name().toLowerCase(Locale.ROOT) + "-generated");
        try (Main.Database database = Main.Database.open(data)) {
            // The server makes the tables when it starts; nobody is told of its address.
            Server.start(database.connections(), "127.0.0.1", 0, false).close();
            try (Connection superuser =
                    database.connections().open(database.connections().requireSuperuser())) {
                if (GeneratedTown.isInhabited(superuser)) {
                    throw new Refusal("there are people in the database of " + data
                            + " already; choose another directory with --data.");
                }
                long began = System.nanoTime();
                GeneratedTown.fill(superuser, size, LocalDate.now(ZoneId.of("Asia/Tokyo")));
                System.out.println("Generated in " + (System.nanoTime() - began) / 1_000_000_000 + " s in " + data);
            } catch (SQLException | IOException e) {
                throw new Refusal("the town could not be written: " + e.getMessage());
            }
        }
        System.out.println("Look at it with: ./kasane serve --data " + data);
        System.out.println("Sign in as u001 (多機関協働), u003 (税), u005 (地域包括支援センター), u002 (システム管理者)"
                + " and others up to the last of the staff; the password is " + GeneratedTown.PASSWORD);
        System.out.flush();
        return 0;
    }

    private static TownSize size(@Nullable String text) {
        for (TownSize size : TownSize.values()) {
            if (size.name().toLowerCase(Locale.ROOT).equals(text)) {
                return size;
            }
        }
        throw new Refusal("generate needs --size town or --size city.");
    }
}
