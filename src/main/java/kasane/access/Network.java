package kasane.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.jspecify.annotations.Nullable;

/** 使える場所: a network by its first address and the length of what its addresses have in common, IPv4 or IPv6. */
public final class Network {

    private static final Pattern IPV4 = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?");

    private final byte[] first;
    private final int length;

    private Network(byte[] first, int length) {
        this.first = first;
        this.length = length;
    }

    /** Reads 10.1.0.0/16, 2001:db8::/32 or a single address; one that is written inside its network is moved to its first. */
    public static Decision<Network> parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Decision.refuse(Reason.of("access.refused.network"));
        }
        Optional<byte[]> address = bytes(written.group(1));
        if (address.isEmpty()) {
            return Decision.refuse(Reason.of("access.refused.network"));
        }
        byte[] first = address.get();
        int all = first.length * 8;
        int length = written.group(2) == null ? all : Integer.parseInt(written.group(2));
        if (length > all) {
            return Decision.refuse(Reason.of("access.refused.network-length", all));
        }
        if (length == 0) {
            return Decision.refuse(Reason.of("access.refused.network-all"));
        }
        for (int bit = length; bit < all; bit++) {
            first[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return Decision.allow(new Network(first, length));
    }

    /** Whether the address lies in it; what is no address lies nowhere. */
    public boolean holds(String address) {
        Optional<byte[]> asked = bytes(bare(address));
        if (asked.isEmpty() || asked.get().length != first.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (((asked.get()[bit / 8] ^ first[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    /** An address of a connection as the database reads it; null for what is none, which lies in no network. */
    public static @Nullable String plain(String address) {
        return bytes(bare(address)).map(Network::text).orElse(null);
    }

    /** Without the name of the card behind it: fe80::1%eth0. */
    private static String bare(String address) {
        return address.contains("%") ? address.substring(0, address.indexOf('%')) : address;
    }

    /** Where somebody was, as coarse as tells home from office: 10.1.x.x, 2001:db8:1:…. */
    public static String coarse(String address) {
        return bytes(bare(address))
                .map(bytes -> bytes.length == 4
                        ? (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + ".x.x"
                        : text(Arrays.copyOf(Arrays.copyOf(bytes, 6), 16)) + "/48")
                .orElse("");
    }

    /** A name is never looked up: only digits are read. An IPv4 address inside an IPv6 one counts as the former. */
    private static Optional<byte[]> bytes(String text) {
        try {
            if (IPV4.matcher(text).matches()) {
                return Optional.of(Inet4Address.ofLiteral(text).getAddress());
            }
            return IPV6.matcher(text).matches()
                    ? Optional.of(InetAddress.ofLiteral(text).getAddress())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it is kept and shown: 10.1.0.0/16. */
    @Override
    public String toString() {
        return text(first) + "/" + length;
    }
}
