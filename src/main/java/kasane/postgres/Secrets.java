package kasane.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Properties;

/** The random passwords of an embedded database, kept in a file that only the account running Kasane can read. */
record Secrets(String superuser, String owner, String app, String job, String publicPages) {
    static final String FILE = "secrets.properties";

    static boolean exist(Path data) {
        return Files.exists(data.resolve(FILE));
    }

    static Secrets read(Path data) {
        Path file = data.resolve(FILE);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            return new Secrets(
                    read(properties, "superuser", file),
                    read(properties, "owner", file),
                    read(properties, "app", file),
                    read(properties, "job", file),
                    read(properties, "public", file));
        } catch (IOException failure) {
            throw new PostgresRefused(
                    "Kasane cannot read the database passwords in " + file + " as user "
                            + System.getProperty("user.name") + ".",
                    failure);
        }
    }

    /** On disk before the cluster that needs them exists: a cluster without its passwords would be lost. */
    static Secrets create(Path data) {
        SecureRandom random = new SecureRandom();
        Secrets secrets =
                new Secrets(password(random), password(random), password(random), password(random), password(random));
        String text = """
                # Passwords of the embedded PostgreSQL. Keep them secret, and back them up together with the data.
                superuser=%s
                owner=%s
                app=%s
                job=%s
                public=%s
                """.formatted(secrets.superuser, secrets.owner, secrets.app, secrets.job, secrets.publicPages);
        Path fresh = data.resolve(FILE + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            Directories.flush(data);
        } catch (IOException failure) {
            throw Directories.refuse(data, failure);
        }
        return secrets;
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String read(Properties properties, String name, Path file) {
        String value = properties.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new PostgresRefused(
                    "The password \"" + name + "\" is missing in " + file + "; restore this file from your backup.");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
