package kasane.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("P10")
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void the_codes_of_the_standard_come_out() {
        // RFC 6238, appendix B, the column of SHA-1.
        Map.of(
                        59L, "94287082",
                        1_111_111_109L, "07081804",
                        1_111_111_111L, "14050471",
                        1_234_567_890L, "89005924",
                        2_000_000_000L, "69279037",
                        20_000_000_000L, "65353130")
                .forEach((second, code) -> {
                    long step = Totp.step(Instant.ofEpochSecond(second));
                    assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
                    assertThat(Totp.code(SECRET, step)).isEqualTo(code.substring(2));
                });
    }

    @Test
    void half_a_minute_early_or_late_is_accepted_and_a_whole_one_is_not() {
        Instant now = Instant.ofEpochSecond(1_234_567_890L);
        long step = Totp.step(now);
        for (long near = step - 1; near <= step + 1; near++) {
            assertThat(Totp.match(SECRET, Totp.code(SECRET, near), now, 0)).hasValue(near);
        }
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step - 2), now, 0)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 2), now, 0)).isEmpty();
    }

    @Test
    void a_code_that_was_used_opens_nothing_again_nor_does_an_older_one() {
        Instant now = Instant.ofEpochSecond(1_234_567_890L);
        long step = Totp.step(now);
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step), now, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step - 1), now, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 1), now, step)).isEqualTo(OptionalLong.of(step + 1));
    }

    @Test
    void the_secret_is_written_as_apps_read_it() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Totp.base32("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(Totp.address("a b@c", SECRET))
                .isEqualTo("otpauth://totp/Kasane:a%20b%40c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kasane");
    }
}
