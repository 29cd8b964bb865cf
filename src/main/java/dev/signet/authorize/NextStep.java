package dev.signet.authorize;

/** What an authorization request still waits for. */
enum NextStep {
    /** The person must prove who they are. */
    SIGN_IN("/login", "login_required", "Nobody is signed in who could answer."),
    /** The person must say as whom. */
    SELECT_ACCOUNT("/select-account", "account_selection_required", "The person must choose an account."),
    /** The person must agree. */
    CONSENT("/consent", "consent_required", "The person has not agreed to this."),
    /** Somebody else signed in than was hinted at, or not as surely as was asked for: no page can help. */
    GIVE_UP("", "login_required", "The person who signed in is not the one who was asked for."),
    /** Nothing: the code can be given. */
    NONE("", "", "");

    private final String page;
    private final String error;
    private final String description;

    NextStep(String page, String error, String description) {
        this.page = page;
        this.error = error;
        this.description = description;
    }

    /** @return the path of the page that asks for it */
    String page() {
        return page;
    }

    /** @return the error for a client that wants no page (OpenID Connect Core 1.0 §3.1.2.6) */
    String error() {
        return error;
    }

    String description() {
        return description;
    }
}
