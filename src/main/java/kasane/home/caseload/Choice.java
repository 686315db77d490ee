package kasane.home.caseload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** しぼりこみと並び: which households of 担当一覧 are shown, in which order. What is not among the choices is the first. */
record Choice(Whose whose, @Nullable Integer staff, State state, Need need, Order order) {

    /** Something one can choose, with its words. */
    interface Chosen {
        String label();
    }

    /** だれの担当. */
    enum Whose implements Chosen {
        /** Everything the agency keeps or carries. */
        EVERYBODY("みんな"),
        /** The viewer carries the case, or has open work on it. */
        MINE("わたし"),
        /** The agency carries the case. */
        CARRIED("自機関が多機関協働"),
        /** Another agency carries the case. */
        OTHERS("ほかの機関が多機関協働");

        private final String label;

        Whose(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** 状態. */
    enum State implements Chosen {
        /** The case goes on. */
        OPEN("続いているケース"),
        /** The agency keeps the record, and there is no case. */
        NONE("ケースのない世帯"),
        /** The last case has ended. */
        ENDED("終わったケース");

        private final String label;

        State(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** 気をつけるもの. */
    enum Need implements Chosen {
        /** No matter. */
        ALL("すべて"),
        /** Some work is past its last day. */
        LATE("しごとの期限切れ"),
        /** Plan, consent or another day runs out soon. */
        EXPIRING("期限が近い"),
        /** Nobody was in touch for long. */
        QUIET("連絡がない");

        private final String label;

        Need(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** 並び. */
    enum Order implements Chosen {
        /** By the last day of the next work. */
        NEXT("つぎの期限"),
        /** Longest without contact first. */
        CONTACT("連絡のない順"),
        /** By what runs out first. */
        EXPIRY("切れる順"),
        /** By name. */
        NAME("名前");

        private final String label;

        Order(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    static Choice of(String whose, String state, String need, String order) {
        Integer staff = whose.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(whose) : null;
        return new Choice(
                read(Whose.class, whose),
                staff,
                read(State.class, state),
                read(Need.class, need),
                read(Order.class, order));
    }

    private static <E extends Enum<E>> E read(Class<E> type, String typed) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> one.name().equalsIgnoreCase(typed))
                .findFirst()
                .orElse(all[0]);
    }

    /** The same with another choice of one kind. */
    Choice with(Chosen other) {
        return switch (other) {
            case Whose w -> new Choice(w, null, state, need, order);
            case State s -> new Choice(whose, staff, s, need, order);
            case Need n -> new Choice(whose, staff, state, n, order);
            case Order o -> new Choice(whose, staff, state, need, o);
            default -> throw new IllegalArgumentException(other.label());
        };
    }

    /** The households of one of the agency's people. */
    Choice of(int person) {
        return new Choice(whose, person, state, need, order);
    }

    boolean has(Chosen one) {
        return one == state || one == need || one == order || one == whose && staff == null;
    }

    /** The address of a list with these choices; what is chosen by itself is left out. */
    String href(String path, @Nullable String after) {
        StringBuilder query = new StringBuilder();
        add(query, "whose", staff == null ? name(whose) : staff.toString());
        add(query, "state", name(state));
        add(query, "need", name(need));
        add(query, "order", name(order));
        add(query, "after", after == null ? "" : after);
        return path + query;
    }

    private static String name(Enum<?> one) {
        return one.ordinal() == 0 ? "" : one.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
