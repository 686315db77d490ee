package kasane.referral.sheet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 一件リンクの鍵: the long part that stands in the link and the 確認番号 that is told by another way. Of both only hashes are
 * kept; that of the six digits is made with the long part, so that whoever has the table cannot try them all.
 */
record LinkKey(String token, String code) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CODES = 1_000_000;

    /** A new key, never made before. */
    static LinkKey fresh() {
        return new LinkKey(token(RANDOM), "%06d".formatted(RANDOM.nextInt(CODES)));
    }

    /** Many random letters that may stand in an address. */
    static String freshToken() {
        return token(RANDOM);
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of the long part. */
    byte[] tokenHash() {
        return hash("link:" + token);
    }

    /** What is kept of the digits. */
    byte[] codeHash() {
        return hash("code:" + token + ":" + code);
    }

    /** What is kept of a visitor's cookie. */
    static byte[] visitHash(String cookie) {
        return hash("visit:" + cookie);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
