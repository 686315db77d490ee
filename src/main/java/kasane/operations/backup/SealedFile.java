package kasane.operations.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The envelope of a backup: AES-256-GCM over pieces of 256 KiB, each bound to its place, to the head of the file and to
 * whether it is the last one; the key is made from the passphrase by Argon2id with a salt of the file's own. No byte of
 * a piece is given out before its tag was checked, and a file that was cut, lengthened, mixed or changed is refused.
 *
 * <pre>
 * 16 bytes  KASANE BACKUP 1\n
 * 12 bytes  Argon2id: memory in KiB, passes, lanes
 * 16 bytes  salt
 * 16 bytes  tells a wrong passphrase from a damaged file
 * then, for each piece: 4 bytes length, ciphertext with its tag
 *           nonce: 1 byte 1 for the last piece, else 0 · 3 bytes 0 · 8 bytes number of the piece
 *           additional data: the 60 bytes above
 * </pre>
 */
final class SealedFile {

    private static final byte[] MAGIC = "KASANE BACKUP 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 60;
    private static final int PIECE = 256 * 1024;
    private static final int TAG = 16;
    private static final int MEMORY = 64 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 1;

    private SealedFile() {}

    /** Everything written is sealed; only closing makes the file whole. */
    static OutputStream sealing(OutputStream out, Passphrase passphrase) throws IOException {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        byte[] keys = derive(passphrase, salt, MEMORY, PASSES, LANES);
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        head.put(MAGIC).putInt(MEMORY).putInt(PASSES).putInt(LANES).put(salt).put(keys, 32, 16);
        out.write(head.array());
        return new Sealing(out, new SecretKeySpec(keys, 0, 32, "AES"), head.array());
    }

    /** Reads what was sealed, or refuses. */
    static InputStream opening(InputStream in, Passphrase passphrase) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (!Arrays.equals(MAGIC, Arrays.copyOf(head, MAGIC.length))) {
            throw new BackupRefused("this is no backup of Kasane, or its beginning was changed.");
        }
        if (head.length < HEAD) {
            throw cut();
        }
        ByteBuffer fields = ByteBuffer.wrap(head).position(MAGIC.length);
        int memory = fields.getInt();
        int passes = fields.getInt();
        int lanes = fields.getInt();
        if (memory < 8 || memory > 2 * MEMORY || passes < 1 || passes > 10 || lanes < 1 || lanes > 4) {
            throw damaged(0);
        }
        byte[] salt = new byte[16];
        fields.get(salt);
        byte[] keys = derive(passphrase, salt, memory, passes, lanes);
        if (!MessageDigest.isEqual(Arrays.copyOfRange(keys, 32, 48), Arrays.copyOfRange(head, HEAD - 16, HEAD))) {
            throw new BackupRefused("the passphrase does not open this backup (or the head of the file was changed).");
        }
        return new Opening(in, new SecretKeySpec(keys, 0, 32, "AES"), head);
    }

    private static byte[] derive(Passphrase passphrase, byte[] salt, int memory, int passes, int lanes) {
        byte[] keys = new byte[48];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .build());
        generator.generateBytes(passphrase.secret(), keys);
        return keys;
    }

    private static byte[] apply(
            int mode, SecretKeySpec key, byte[] head, long number, boolean last, byte[] in, int length)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .put((byte) (last ? 1 : 0))
                .putLong(4, number)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(head);
        return cipher.doFinal(in, 0, length);
    }

    private static BackupRefused cut() {
        return new BackupRefused("the backup is cut off: its end is missing.");
    }

    private static BackupRefused damaged(long piece) {
        return new BackupRefused("the backup was changed or is damaged at piece " + piece + "; nothing of it is used.");
    }

    private static final class Sealing extends OutputStream {

        private final DataOutputStream out;
        private final SecretKeySpec key;
        private final byte[] head;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private long number;
        private boolean closed;

        Sealing(OutputStream out, SecretKeySpec key, byte[] head) {
            this.out = new DataOutputStream(out);
            this.key = key;
            this.head = head;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            int left = length;
            while (left > 0) {
                if (filled == PIECE) {
                    piece(false);
                }
                int part = Math.min(left, PIECE - filled);
                System.arraycopy(bytes, at, piece, filled, part);
                filled += part;
                at += part;
                left -= part;
            }
        }

        private void piece(boolean last) throws IOException {
            try {
                byte[] sealed = apply(Cipher.ENCRYPT_MODE, key, head, number++, last, piece, filled);
                out.writeInt(sealed.length);
                out.write(sealed);
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                piece(true);
                out.close();
            }
        }
    }

    private static final class Opening extends InputStream {

        private final PushbackInputStream pushback;
        private final DataInputStream in;
        private final SecretKeySpec key;
        private final byte[] head;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private long number;
        private boolean last;

        Opening(InputStream in, SecretKeySpec key, byte[] head) {
            this.pushback = new PushbackInputStream(in, 1);
            this.in = new DataInputStream(pushback);
            this.key = key;
            this.head = head;
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, piece.remaining());
            piece.get(bytes, from, part);
            return part;
        }

        private boolean fill() throws IOException {
            while (!piece.hasRemaining()) {
                if (last) {
                    return false;
                }
                next();
            }
            return true;
        }

        private void next() throws IOException {
            byte[] sealed;
            try {
                int length = in.readInt();
                if (length < TAG || length > PIECE + TAG) {
                    throw damaged(number);
                }
                sealed = new byte[length];
                in.readFully(sealed);
            } catch (EOFException e) {
                throw cut();
            }
            int more = pushback.read();
            if (more >= 0) {
                pushback.unread(more);
            }
            last = more < 0;
            try {
                piece = ByteBuffer.wrap(open(sealed, last));
            } catch (AEADBadTagException e) {
                throw last && isOpenable(sealed) ? cut() : damaged(number);
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            number++;
        }

        private byte[] open(byte[] sealed, boolean asLast) throws GeneralSecurityException {
            return apply(Cipher.DECRYPT_MODE, key, head, number, asLast, sealed, sealed.length);
        }

        /** Whether the piece is whole, and only not the last one. */
        private boolean isOpenable(byte[] sealed) {
            try {
                open(sealed, false);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
