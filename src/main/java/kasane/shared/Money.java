package kasane.shared;

import java.util.Locale;

/**
 * 金額: an exact amount in whole yen.
 *
 * @param yen may be negative
 */
public record Money(long yen) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    public static Money of(long yen) {
        return new Money(yen);
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException beyond the range of a long
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(yen, other.yen));
    }

    /**
     * The difference.
     *
     * @throws ArithmeticException beyond the range of a long
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(yen, other.yen));
    }

    /** {@code 1,968円}; a negative amount as public accounts write it, {@code △1,968円}. */
    public String format() {
        String digits = String.format(Locale.ROOT, "%,d円", yen);
        return yen < 0 ? "△" + digits.substring(1) : digits;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(yen, other.yen);
    }
}
