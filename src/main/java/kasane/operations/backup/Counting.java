package kasane.operations.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts rows and bytes of one table on their way, and hashes them: a row ends with a line feed, and holds none. */
final class Counting extends OutputStream {

    private final OutputStream out;
    private final MessageDigest digest;
    private long bytes;
    private long rows;

    Counting(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    Contents.Counted counted(String table) {
        return new Contents.Counted(table, rows, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int from, int length) throws IOException {
        digest.update(data, from, length);
        bytes += length;
        for (int i = from; i < from + length; i++) {
            if (data[i] == '\n') {
                rows++;
            }
        }
        out.write(data, from, length);
    }
}
