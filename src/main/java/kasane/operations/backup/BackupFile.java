package kasane.operations.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import kasane.postgres.Snapshot;
import tools.jackson.databind.json.JsonMapper;

/** The inside of the envelope, compressed: the head, for every table its rows in blocks ended by an empty one, the tail. */
final class BackupFile {

    private static final int BLOCK = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BackupFile() {}

    /** Where the rows of one table go to, or come from. */
    interface Rows<S> {
        void of(Snapshot.Table table, S stream) throws Exception;
    }

    /** Writes the rows of each table of the head through {@code rows}, then the tail that {@code counters} completes. */
    static Contents write(
            OutputStream raw, Passphrase passphrase, Contents.Head head, Rows<OutputStream> rows, Counters counters)
            throws Exception {
        Deflater deflater = new Deflater(4);
        try (OutputStream sealed = SealedFile.sealing(raw, passphrase);
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(new DeflaterOutputStream(sealed, deflater, BLOCK), BLOCK))) {
            json(out, head);
            List<Contents.Counted> counted = new ArrayList<>();
            for (Snapshot.Table table : head.tables()) {
                Counting counting;
                try (Blocks blocks = new Blocks(out)) {
                    counting = new Counting(blocks);
                    rows.of(table, counting);
                }
                counted.add(counting.counted(table.name()));
            }
            Contents.Tail tail = new Contents.Tail(counted, counters.now());
            json(out, tail);
            return new Contents(head, tail);
        } finally {
            deflater.end();
        }
    }

    /** The sequences, read after the rows. */
    interface Counters {
        List<Snapshot.Counter> now() throws Exception;
    }

    /** What happens before the first row, once the head is known. */
    interface Begin {
        void with(Contents.Head head) throws Exception;
    }

    /** Reads a file to its end, giving the rows of each table to {@code rows}, and checks them against the tail. */
    static Contents read(Path file, Passphrase passphrase, Begin begin, Rows<InputStream> rows) throws Exception {
        try (InputStream opened =
                        SealedFile.opening(new BufferedInputStream(Files.newInputStream(file), BLOCK), passphrase);
                DataInputStream in = new DataInputStream(new InflaterInputStream(opened))) {
            Contents.Head head = json(in, Contents.Head.class);
            if (head.format() != 1) {
                throw new BackupRefused(
                        "this backup has the format " + head.format() + ", which a newer Kasane reads.");
            }
            begin.with(head);
            List<Contents.Counted> counted = new ArrayList<>();
            for (Snapshot.Table table : head.tables()) {
                Counting counting = new Counting(OutputStream.nullOutputStream());
                rows.of(table, new Unblocked(in, counting));
                counted.add(counting.counted(table.name()));
            }
            Contents.Tail tail = json(in, Contents.Tail.class);
            if (in.read() >= 0 || opened.read() >= 0) {
                throw new BackupRefused("the backup goes on after its end.");
            }
            if (!counted.equals(tail.tables())) {
                throw new BackupRefused("the rows of the backup are not those that its manifest counts.");
            }
            return new Contents(head, tail);
        } catch (EOFException e) {
            throw new BackupRefused("the backup ends too early.", e);
        }
    }

    private static void json(DataOutputStream out, Object value) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(value);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static <T> T json(DataInputStream in, Class<T> type) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return JSON.readValue(bytes, type);
    }

    /** Cuts what is written into blocks; closing writes the empty one. */
    private static final class Blocks extends OutputStream {

        private final DataOutputStream out;
        private final byte[] block = new byte[BLOCK];
        private int filled;

        Blocks(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            if (filled == BLOCK) {
                flushBlock();
            }
            block[filled++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                if (filled == BLOCK) {
                    flushBlock();
                }
                int part = Math.min(left, BLOCK - filled);
                System.arraycopy(bytes, at, block, filled, part);
                filled += part;
                at += part;
                left -= part;
            }
        }

        private void flushBlock() throws IOException {
            if (filled > 0) {
                out.writeInt(filled);
                out.write(block, 0, filled);
                filled = 0;
            }
        }

        @Override
        public void close() throws IOException {
            flushBlock();
            out.writeInt(0);
        }
    }

    /** The rows of one table, up to the empty block. */
    private static final class Unblocked extends InputStream {

        private final DataInputStream in;
        private final Counting counting;
        private int left;
        private boolean ended;

        Unblocked(DataInputStream in, Counting counting) {
            this.in = in;
            this.counting = counting;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                left = in.readInt();
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int part = in.read(bytes, from, Math.min(left, length));
            if (part < 0) {
                throw new EOFException();
            }
            left -= part;
            counting.write(bytes, from, part);
            return part;
        }
    }
}
