package dev.signet.local;

/** Why the start goes no further, in a sentence for the person at the terminal. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence, null, false, false);
    }
}
