package dev.signet.verifier;

/** A token, or the proof beside it, that no later look could make good. The words are for the client's developer. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    /** RFC 6750 §3.1. */
    private static final String INVALID_TOKEN = "invalid_token";
    /** RFC 9449 §7.1. */
    private static final String INVALID_PROOF = "invalid_dpop_proof";

    private final String error;

    private Refusal(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    static Refusal token(String description) {
        return new Refusal(INVALID_TOKEN, description);
    }

    static Refusal proof(String description) {
        return new Refusal(INVALID_PROOF, description);
    }

    /** RFC 6750 §3: who sent no token learns that one is needed, and no error. */
    static Refusal noToken() {
        return new Refusal("", "A token is needed.");
    }

    /** @return the code, empty where there was no token */
    String error() {
        return error;
    }
}
