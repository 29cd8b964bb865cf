package dev.signet.authorize;

/** The client was deleted or disabled while its person was on the pages. */
class UnknownClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownClientException() {
        super("the client is gone", null, false, false);
    }
}
