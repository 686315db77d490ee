package kasane.access;

import static org.assertj.core.api.Assertions.assertThat;

import kasane.shared.Decision;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rules")
@Promise("P10")
class NetworkTest {

    private static Network network(String text) {
        if (Network.parse(text) instanceof Decision.Allowed<Network>(Network read)) {
            return read;
        }
        throw new AssertionError(text);
    }

    @Test
    void a_network_holds_its_addresses_to_the_bit() {
        Network network = network("10.1.2.3/20");
        assertThat(network).hasToString("10.1.0.0/20");
        assertThat(network.holds("10.1.0.0")).isTrue();
        assertThat(network.holds("10.1.15.255")).isTrue();
        assertThat(network.holds("10.1.16.0")).isFalse();
        assertThat(network.holds("10.0.255.255")).isFalse();
        assertThat(network.holds("2001:db8::1")).isFalse();
        assertThat(network.holds("nonsense")).isFalse();
    }

    @Test
    void the_same_holds_for_long_addresses_and_for_a_single_one() {
        assertThat(network("2001:db8::/33").holds("2001:db8:7fff::1")).isTrue();
        assertThat(network("2001:db8::/33").holds("2001:db8:8000::1")).isFalse();
        assertThat(network("fe80::/10").holds("fe80::1%eth0")).isTrue();
        assertThat(network("192.0.2.7")).hasToString("192.0.2.7/32");
        assertThat(network("::ffff:192.0.2.7").holds("192.0.2.7")).isTrue();
    }

    @Test
    void what_is_none_is_refused_and_no_name_is_looked_up() {
        for (String wrong : new String[] {
            "", "localhost", "10.1", "10.1.2.3/", "10.1.2.3/33", "0.0.0.0/0", "::/0", "1.2.3.4.5", "a:b"
        }) {
            assertThat(Network.parse(wrong)).as(wrong).isInstanceOf(Decision.Refused.class);
        }
    }

    @Test
    void a_place_is_told_no_finer_than_home_from_office() {
        assertThat(Network.coarse("203.0.113.9")).isEqualTo("203.0.x.x");
        assertThat(Network.coarse("2001:db8:1:2::3")).isEqualTo("2001:db8:1:0:0:0:0:0/48");
        assertThat(Network.coarse("nonsense")).isEmpty();
    }

    @Test
    void a_device_is_called_as_its_owner_would_call_it() {
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140"))
                .isEqualTo("Windows・Edge");
        assertThat(Device.of("Mozilla/5.0 (Macintosh; Intel) AppleWebKit/605 Version/18 Safari/605"))
                .isEqualTo("Mac・Safari");
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537"))
                .isEqualTo("Android・Chrome");
        assertThat(Device.of("")).isEqualTo("種類の分からない端末");
    }
}
