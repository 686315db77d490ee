package kasane.access.factor;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 確認コード: the six digits that an authenticator app makes of a secret and the time (RFC 6238, SHA-1, 30 seconds). */
final class Totp {

    /** As long as the hash that is made with it, as RFC 4226 advises. */
    static final int SECRET_BYTES = 20;

    private static final int SECONDS = 30;
    private static final int DIGITS = 6;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The number of the half minute that an instant lies in. */
    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS);
    }

    /** The code of a step. */
    static String code(byte[] secret, long step) {
        return code(secret, step, DIGITS);
    }

    static String code(byte[] secret, long step, int digits) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return ("%0" + digits + "d").formatted(number % (long) Math.pow(10, digits));
    }

    /**
     * The step whose code was typed: this half minute, the one before or the one after, for clocks that differ a little. A
     * step up to the last used one is none, so that a code that somebody read along opens nothing.
     */
    static OptionalLong match(byte[] secret, String typed, Instant now, long lastUsed) {
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - 1; step <= step(now) + 1; step++) {
            boolean same = MessageDigest.isEqual(
                    code(secret, step).getBytes(StandardCharsets.US_ASCII), typed.getBytes(StandardCharsets.UTF_8));
            if (same && step > lastUsed) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The secret as it is typed into an app that cannot look at a picture. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        long bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(BASE32.charAt((int) (bits >> held & 31)));
            }
        }
        if (held > 0) {
            text.append(BASE32.charAt((int) (bits << 5 - held & 31)));
        }
        return text.toString();
    }

    /** What the picture says to the app. */
    static String address(String login, byte[] secret) {
        return "otpauth://totp/Kasane:"
                + URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20")
                + "?secret=" + base32(secret) + "&issuer=Kasane";
    }
}
