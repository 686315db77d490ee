package kasane.shared;

import java.util.function.Function;

/**
 * 判定: the answer of a rule, either allowed with a value or refused with a reason a person can act on.
 *
 * <p>Refusing is an everyday result, not an error; exceptions are kept for bugs, staleness and what is not visible.
 *
 * @param <T> what the rule yields when it allows
 */
public sealed interface Decision<T> {

    /** The rule allows; {@code value} is what it yields. */
    record Allowed<T>(T value) implements Decision<T> {}

    /** The rule refuses; {@code reason} says why in words for the person at the screen. */
    record Refused<T>(Reason reason) implements Decision<T> {}

    /** Allows with the given value. */
    static <T> Decision<T> allow(T value) {
        return new Allowed<>(value);
    }

    /** Refuses for the given reason. */
    static <T> Decision<T> refuse(Reason reason) {
        return new Refused<>(reason);
    }

    /** Changes the allowed value and leaves a refusal as it is. */
    default <R> Decision<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Allowed<T>(T value) -> new Allowed<>(change.apply(value));
            case Refused<T>(Reason reason) -> new Refused<>(reason);
        };
    }

    /** Asks the next rule with the allowed value; the first refusal wins. */
    default <R> Decision<R> flatMap(Function<? super T, Decision<R>> next) {
        return switch (this) {
            case Allowed<T>(T value) -> next.apply(value);
            case Refused<T>(Reason reason) -> new Refused<>(reason);
        };
    }

    /** Whether the rule allowed. */
    default boolean isAllowed() {
        return this instanceof Allowed<T>;
    }

    /**
     * The value, where the caller already knows that the rule allows.
     *
     * @throws IllegalStateException if refused: a bug of the caller, never a message for a user
     */
    default T orElseThrow() {
        return switch (this) {
            case Allowed<T>(T value) -> value;
            // The key only: arguments may hold what somebody typed, and exceptions end in logs.
            case Refused<T>(Reason reason) ->
                throw new IllegalStateException("Refused where only an allowed decision can be: " + reason.key());
        };
    }
}
