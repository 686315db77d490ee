package kasane.operations;

/** A command that cannot be carried out, in one clear line for the person at the terminal. */
final class Refusal extends RuntimeException {
    Refusal(String line) {
        super(line);
    }
}
