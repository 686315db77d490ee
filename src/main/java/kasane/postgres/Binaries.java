package kasane.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs carried on the class path, unpacked once for everybody who shares a directory. */
record Binaries(Path home) {
    /** Must equal {@code postgres.binaries.version} in pom.xml; a test compares it with what the program says. */
    static final String VERSION = "18.6.0";

    static final String MAJOR = "18";

    static Binaries unpack(Path directory) {
        return unpack(directory, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Binaries unpack(Path directory, String system, String architecture) {
        String archive = "/postgres-" + platform(system, architecture) + ".txz";
        Path home = directory.resolve(VERSION);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return new Binaries(home);
        }
        try (InputStream packed = Binaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new PostgresRefused("This build of Kasane carries no PostgreSQL for " + system + " on "
                        + architecture + "; use an external PostgreSQL through KASANE_DB_URL.");
            }
            Directories.create(directory, "rwxr-xr-x");
            Path fresh = Files.createTempDirectory(directory, "unpacking-");
            try {
                unpack(packed, fresh);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                publish(fresh, home);
            } finally {
                Directories.delete(fresh);
            }
        } catch (IOException failure) {
            throw Directories.refuse(directory, failure);
        }
        return new Binaries(home);
    }

    /** The rename makes a half unpacked copy impossible; of two processes at once the second uses the first one's. */
    private static void publish(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw failure;
            }
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream archive =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leaves its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Directories.create(path, "rwxr-xr-x");
                    continue;
                }
                Path parent = path.getParent();
                if (parent != null) {
                    Directories.create(parent, "rwxr-xr-x");
                }
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(archive, path);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String platform(String system, String architecture) {
        String processor = switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> architecture;
        };
        return (system.startsWith("Mac") ? "darwin" : system.toLowerCase(Locale.ROOT)) + "-" + processor;
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
