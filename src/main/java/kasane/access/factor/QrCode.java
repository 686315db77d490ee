package kasane.access.factor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * 二次元コード: a text as a QR Code (ISO/IEC 18004), drawn on our own server because the secret it carries may go nowhere
 * else. Byte mode, error correction level M, versions 1 to 10: as much as a sign-in address needs.
 *
 * @param dark the modules, row by row, without the quiet zone
 */
record QrCode(boolean[][] dark, int version, int mask) {

    /** Error correction codewords of each block, and blocks, at level M; the index is the version. */
    private static final int[] CORRECTION = {0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26};

    private static final int[] BLOCKS = {0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5};
    private static final int[] CODEWORDS = {0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346};
    private static final int[][] ALIGNMENT = {
        {}, {}, {6, 18}, {6, 22}, {6, 26}, {6, 30}, {6, 34}, {6, 22, 38}, {6, 24, 42}, {6, 26, 46}, {6, 28, 50}
    };

    private static final int LARGEST = 10;
    private static final int QUIET = 4;

    /** The text with the mask that reads best. */
    static QrCode of(String text) {
        QrCode best = null;
        int least = Integer.MAX_VALUE;
        for (int mask = 0; mask < 8; mask++) {
            QrCode code = of(text, mask);
            int penalty = Penalty.of(code.dark);
            if (best == null || penalty < least) {
                best = code;
                least = penalty;
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    static QrCode of(String text, int mask) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int version = version(bytes.length);
        Drawing drawing = new Drawing(version);
        drawing.data(withCorrection(version, codewords(version, bytes)));
        drawing.mask(mask);
        drawing.format(mask);
        return new QrCode(drawing.dark, version, mask);
    }

    /** Modules of a side, with the quiet zone. */
    int side() {
        return dark.length + 2 * QUIET;
    }

    /** The dark modules as the path of an SVG whose view box is {@code 0 0 side side}. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark.length; x++) {
                int from = x;
                while (x < dark.length && dark[y][x]) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }

    private static int version(int bytes) {
        for (int version = 1; version <= LARGEST; version++) {
            if (4 + countBits(version) + bytes * 8 <= capacity(version) * 8) {
                return version;
            }
        }
        throw new IllegalArgumentException("too long for a picture: " + bytes + " bytes");
    }

    private static int countBits(int version) {
        return version < 10 ? 8 : 16;
    }

    private static int capacity(int version) {
        return CODEWORDS[version] - CORRECTION[version] * BLOCKS[version];
    }

    /** Mode, count, bytes, and what fills the rest. */
    private static byte[] codewords(int version, byte[] bytes) {
        Bits bits = new Bits(capacity(version));
        bits.add(0b0100, 4);
        bits.add(bytes.length, countBits(version));
        for (byte b : bytes) {
            bits.add(b & 0xff, 8);
        }
        bits.fill();
        return bits.bytes;
    }

    private static final class Bits {
        final byte[] bytes;
        private int at;

        Bits(int capacity) {
            bytes = new byte[capacity];
        }

        void add(int value, int count) {
            for (int i = count - 1; i >= 0; i--, at++) {
                bytes[at / 8] |= (byte) ((value >> i & 1) << 7 - at % 8);
            }
        }

        /** Up to four zeros end the text, zeros fill its last byte, and two bytes in turn fill the rest. */
        void fill() {
            at = (Math.min(at + 4, bytes.length * 8) + 7) / 8 * 8;
            for (int pad = 0xec; at < bytes.length * 8; pad ^= 0xec ^ 0x11) {
                add(pad, 8);
            }
        }
    }

    /** The codewords in their blocks, each with its correction, read across the blocks. */
    private static byte[] withCorrection(int version, byte[] data) {
        int blocks = BLOCKS[version];
        int correction = CORRECTION[version];
        int shorter = data.length / blocks;
        int longer = data.length % blocks;
        byte[] all = new byte[CODEWORDS[version]];
        int[] starts = new int[blocks + 1];
        for (int i = 0; i < blocks; i++) {
            starts[i + 1] = starts[i] + shorter + (i >= blocks - longer ? 1 : 0);
        }
        int at = 0;
        for (int i = 0; i <= shorter; i++) {
            for (int block = 0; block < blocks; block++) {
                if (starts[block] + i < starts[block + 1]) {
                    all[at++] = data[starts[block] + i];
                }
            }
        }
        byte[] generator = Field.generator(correction);
        byte[][] rests = new byte[blocks][];
        for (int block = 0; block < blocks; block++) {
            rests[block] = Field.rest(Arrays.copyOfRange(data, starts[block], starts[block + 1]), generator);
        }
        for (int i = 0; i < correction; i++) {
            for (int block = 0; block < blocks; block++) {
                all[at++] = rests[block][i];
            }
        }
        return all;
    }

    /** Reed-Solomon over GF(256) with the polynomial 0x11d. */
    private static final class Field {
        private static final int[] POWERS = new int[255];
        private static final int[] LOGS = new int[256];

        static {
            int value = 1;
            for (int i = 0; i < 255; i++) {
                POWERS[i] = value;
                LOGS[value] = i;
                value = value << 1 ^ (value >= 128 ? 0x11d : 0);
            }
        }

        private static int times(int a, int b) {
            return a == 0 || b == 0 ? 0 : POWERS[(LOGS[a] + LOGS[b]) % 255];
        }

        /** The product of (x − 2^i), without its leading one. */
        static byte[] generator(int degree) {
            byte[] result = new byte[degree];
            result[degree - 1] = 1;
            for (int i = 0; i < degree; i++) {
                for (int j = 0; j < degree; j++) {
                    result[j] = (byte) times(result[j] & 0xff, POWERS[i]);
                    if (j + 1 < degree) {
                        result[j] ^= result[j + 1];
                    }
                }
            }
            return result;
        }

        static byte[] rest(byte[] data, byte[] generator) {
            byte[] rest = new byte[generator.length];
            for (byte b : data) {
                int factor = (b ^ rest[0]) & 0xff;
                System.arraycopy(rest, 1, rest, 0, rest.length - 1);
                rest[rest.length - 1] = 0;
                for (int i = 0; i < rest.length; i++) {
                    rest[i] ^= (byte) times(generator[i] & 0xff, factor);
                }
            }
            return rest;
        }
    }

    /** The modules while they are drawn; what belongs to the frame is neither data nor masked. */
    private static final class Drawing {
        final boolean[][] dark;
        private final boolean[][] fixed;
        private final int size;

        Drawing(int version) {
            size = 17 + 4 * version;
            dark = new boolean[size][size];
            fixed = new boolean[size][size];
            for (int i = 0; i < size; i++) {
                fix(6, i, i % 2 == 0);
                fix(i, 6, i % 2 == 0);
            }
            finder(3, 3);
            finder(size - 4, 3);
            finder(3, size - 4);
            int[] places = ALIGNMENT[version];
            for (int x : places) {
                for (int y : places) {
                    boolean corner = x == 6 && (y == 6 || y == size - 7) || x == size - 7 && y == 6;
                    if (!corner) {
                        alignment(x, y);
                    }
                }
            }
            format(0);
            if (version >= 7) {
                version(version);
            }
        }

        private void fix(int x, int y, boolean isDark) {
            dark[y][x] = isDark;
            fixed[y][x] = true;
        }

        private void finder(int x, int y) {
            for (int dy = -4; dy <= 4; dy++) {
                for (int dx = -4; dx <= 4; dx++) {
                    int ring = Math.max(Math.abs(dx), Math.abs(dy));
                    if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size) {
                        fix(x + dx, y + dy, ring != 2 && ring != 4);
                    }
                }
            }
        }

        private void alignment(int x, int y) {
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    fix(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
                }
            }
        }

        /** Level M and the mask, twice, as fifteen bits that correct each other. */
        void format(int mask) {
            int bits = formatBits(mask);
            for (int i = 0; i < 15; i++) {
                boolean isDark = (bits >> i & 1) == 1;
                if (i < 6) {
                    fix(8, i, isDark);
                } else if (i < 8) {
                    fix(8, i + 1, isDark);
                } else if (i == 8) {
                    fix(7, 8, isDark);
                } else {
                    fix(14 - i, 8, isDark);
                }
                if (i < 8) {
                    fix(size - 1 - i, 8, isDark);
                } else {
                    fix(8, size - 15 + i, isDark);
                }
            }
            fix(8, size - 8, true);
        }

        private void version(int version) {
            int bits = versionBits(version);
            for (int i = 0; i < 18; i++) {
                boolean isDark = (bits >> i & 1) == 1;
                fix(size - 11 + i % 3, i / 3, isDark);
                fix(i / 3, size - 11 + i % 3, isDark);
            }
        }

        /** Bits run in pairs of columns from the right, upwards and downwards in turn. */
        void data(byte[] codewords) {
            int bit = 0;
            boolean upwards = true;
            for (int right = size - 1; right > 0; right -= 2) {
                if (right == 6) {
                    right = 5;
                }
                for (int i = 0; i < size; i++) {
                    int y = upwards ? size - 1 - i : i;
                    for (int x = right; x > right - 2; x--) {
                        if (!fixed[y][x] && bit < codewords.length * 8) {
                            dark[y][x] = (codewords[bit / 8] >> 7 - bit % 8 & 1) == 1;
                            bit++;
                        }
                    }
                }
                upwards = !upwards;
            }
        }

        void mask(int mask) {
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    if (!fixed[y][x] && turns(mask, x, y)) {
                        dark[y][x] = !dark[y][x];
                    }
                }
            }
        }

        private static boolean turns(int mask, int x, int y) {
            return switch (mask) {
                case 0 -> (x + y) % 2 == 0;
                case 1 -> y % 2 == 0;
                case 2 -> x % 3 == 0;
                case 3 -> (x + y) % 3 == 0;
                case 4 -> (x / 3 + y / 2) % 2 == 0;
                case 5 -> x * y % 2 + x * y % 3 == 0;
                case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
                case 7 -> ((x + y) % 2 + x * y % 3) % 2 == 0;
                default -> throw new IllegalArgumentException("no such mask: " + mask);
            };
        }
    }

    /** The fifteen bits of level M and a mask: BCH with 0x537, turned by 0x5412. */
    static int formatBits(int mask) {
        return (mask << 10 | remainder(mask, 10, 0x537)) ^ 0x5412;
    }

    /** The eighteen bits of a version from 7 on: BCH with 0x1f25. */
    static int versionBits(int version) {
        return version << 12 | remainder(version, 12, 0x1f25);
    }

    private static int remainder(int value, int bits, int divisor) {
        int rest = value;
        for (int i = 0; i < bits; i++) {
            rest = rest << 1 ^ (rest >> bits - 1) * divisor;
        }
        return rest;
    }

    /** How badly a pattern reads: long runs, blocks, what looks like a finder, and too much of one colour. */
    private static final class Penalty {
        private static final int[][] LIKE_FINDER = {{1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1}
        };

        static int of(boolean[][] dark) {
            int size = dark.length;
            int penalty = 0;
            int all = 0;
            for (int i = 0; i < size; i++) {
                penalty += line(dark, i, false) + line(dark, i, true);
                for (int j = 0; j < size; j++) {
                    all += dark[i][j] ? 1 : 0;
                    if (i > 0
                            && j > 0
                            && dark[i][j] == dark[i - 1][j]
                            && dark[i][j] == dark[i][j - 1]
                            && dark[i][j] == dark[i - 1][j - 1]) {
                        penalty += 3;
                    }
                }
            }
            return penalty + Math.abs(all * 20 - size * size * 10) / (size * size) * 10;
        }

        private static int line(boolean[][] dark, int line, boolean column) {
            int size = dark.length;
            int penalty = 0;
            int run = 0;
            for (int i = 0; i < size; i++) {
                run = i > 0 && at(dark, line, i, column) == at(dark, line, i - 1, column) ? run + 1 : 1;
                penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
                for (int[] finder : LIKE_FINDER) {
                    penalty += looksLike(finder, dark, line, i, column) ? 40 : 0;
                }
            }
            return penalty;
        }

        private static boolean looksLike(int[] finder, boolean[][] dark, int line, int from, boolean column) {
            for (int i = 0; i < finder.length; i++) {
                if (from + i >= dark.length || at(dark, line, from + i, column) != (finder[i] == 1)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean at(boolean[][] dark, int line, int i, boolean column) {
            return column ? dark[i][line] : dark[line][i];
        }
    }
}
