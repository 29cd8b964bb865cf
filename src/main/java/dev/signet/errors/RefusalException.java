package dev.signet.errors;

/** A refusal on its way to the edge. It is an outcome, not a defect: it carries no stack trace and is not logged. */
abstract sealed class RefusalException extends RuntimeException permits ProblemException, OAuthException, UnavailableException {
    private static final long serialVersionUID = 1L;

    RefusalException(String message) {
        super(message, null, false, false);
    }

    abstract Refusal refusal();
}
