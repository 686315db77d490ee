package kasane.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compared with pictures that another encoder, written by others, makes of the same texts with the same mask. */
@Tag("rules")
@Promise("P10")
class QrCodeTest {

    private static final String SECRET = "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kasane";

    private static String modules(QrCode code) {
        return Arrays.stream(code.dark())
                .map(row -> IntStream.range(0, row.length)
                        .mapToObj(x -> row[x] ? "1" : "0")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String digest(QrCode code) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(modules(code).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_short_text_is_drawn_module_by_module() {
        assertThat(modules(QrCode.of("KASANE", 3))).isEqualTo("""
                111111101011101111111
                100000101000001000001
                101110100001101011101
                101110101010101011101
                101110100100001011101
                100000100100001000001
                111111101010101111111
                000000001110000000000
                101101110110001001011
                011110010010100100100
                100100100100111110011
                010110010000110001001
                100110111011010011101
                000000001100010001001
                111111101100011011100
                100000101001111001101
                101110100011001101011
                101110101110010010010
                101110101111010001100
                100000100011101010001
                111111101001100100000""");
    }

    @Test
    void longer_texts_in_blocks_and_with_a_version_are_drawn_as_elsewhere() throws Exception {
        QrCode usual = QrCode.of("otpauth://totp/Kasane:zei" + SECRET, 4);
        assertThat(usual.version()).isEqualTo(5);
        assertThat(digest(usual)).isEqualTo("2f81fd7b7d8a63634f84fc05c9b215b328b8329e3c775fa0d8154565af33164d");
        QrCode longest = QrCode.of("otpauth://totp/Kasane:" + "a".repeat(60) + SECRET, 3);
        assertThat(longest.version()).isEqualTo(8);
        assertThat(digest(longest)).isEqualTo("9ef49c4d0bdf6ae1ebca34a7f26ee77146e8fd8103bb856fb06d9f95c7921104");
        QrCode counted = QrCode.of("x".repeat(200), 2);
        assertThat(counted.version()).isEqualTo(10);
        assertThat(digest(counted)).isEqualTo("64e9db0f7dcfa486be63739a1efef2c8324387cf233f7686c75d9b4e079a8873");
    }

    @Test
    void the_bits_of_format_and_version_are_those_of_the_standard() {
        assertThat(IntStream.range(0, 8)
                        .mapToObj(mask -> "%15s"
                                .formatted(Integer.toBinaryString(QrCode.formatBits(mask)))
                                .replace(' ', '0')))
                .containsExactly(
                        "101010000010010",
                        "101000100100101",
                        "101111001111100",
                        "101101101001011",
                        "100010111111001",
                        "100000011001110",
                        "100111110010111",
                        "100101010100000");
        assertThat(IntStream.rangeClosed(7, 10).map(QrCode::versionBits))
                .containsExactly(0x07c94, 0x085bc, 0x09a99, 0x0a4d3);
    }

    @Test
    void a_path_draws_each_run_of_dark_modules_inside_the_quiet_zone() {
        QrCode code = QrCode.of("KASANE", 3);
        assertThat(code.side()).isEqualTo(29);
        assertThat(code.path()).startsWith("M4 4h7v1h-7zM12 4h1v1h-1z");
    }

    @Test
    void what_is_too_long_is_refused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(300))).isInstanceOf(IllegalArgumentException.class);
    }
}
