package dev.signet.errors;

/** Ends a call with an OAuth error; {@link OAuthError#asException()} makes it. */
public final class OAuthException extends RefusalException {
    private static final long serialVersionUID = 1L;

    private final transient OAuthError error;

    OAuthException(OAuthError error) {
        super(error.error());
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }

    @Override
    Refusal refusal() {
        return error;
    }
}
