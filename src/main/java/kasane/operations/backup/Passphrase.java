package kasane.operations.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secret that opens a backup: from the environment or a file that only its owner reads, never from the command line. */
public final class Passphrase {

    /** The variable of the environment. */
    public static final String VARIABLE = "KASANE_BACKUP_PASSPHRASE";

    private static final int SHORTEST = 16;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final byte[] secret;

    private Passphrase(byte[] secret) {
        this.secret = secret;
    }

    /** From the key file if one is named, otherwise from the environment. */
    public static Passphrase find(@Nullable Path keyFile) {
        if (keyFile != null) {
            return fromFile(keyFile);
        }
        String text = System.getenv(VARIABLE);
        if (text == null || text.isBlank()) {
            throw new BackupRefused("a backup is encrypted: give a passphrase in " + VARIABLE
                    + ", or a file that holds it with --key-file.");
        }
        return of(text.strip(), VARIABLE);
    }

    private static Passphrase fromFile(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new BackupRefused(
                        "others than its owner may read the key file " + file + ": chmod 600 it first.");
            }
            if (Files.size(file) > 10_000) {
                throw new BackupRefused("the key file " + file + " is too large to be one.");
            }
            return of(Files.readString(file, StandardCharsets.UTF_8).strip(), file.toString());
        } catch (IOException e) {
            throw new BackupRefused("cannot read the key file " + file + " as text.", e);
        }
    }

    private static Passphrase of(String text, String where) {
        byte[] secret = text.getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST) {
            throw new BackupRefused("the passphrase in " + where + " is too short: " + SHORTEST
                    + " characters at least, better five words or more.");
        }
        return new Passphrase(secret);
    }

    byte[] secret() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "Passphrase[…]";
    }
}
