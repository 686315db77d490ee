package kasane.operations.backup;

/** A backup that cannot be made, read or restored, in one clear line for the person at the terminal. */
public final class BackupRefused extends RuntimeException {
    BackupRefused(String line) {
        super(line);
    }

    BackupRefused(String line, Throwable cause) {
        super(line, cause);
    }
}
