package dev.signet.pages;

/**
 * What a page may do (Content Security Policy): nothing from elsewhere, no frame, no script in the page.
 *
 * @param policy the header's value
 */
public record Fence(String policy) {
    static final String HEADER = "Content-Security-Policy";

    /**
     * Its form ends at a client. Browsers hold a form's redirects against {@code form-action}, too, so that {@code 'self'}
     * would
     * keep the person from going back to the client, whose address may have any scheme (RFC 8252 §7.1).
     */
    public static final Fence ON_THE_WAY = new Fence("default-src 'none'; style-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; frame-ancestors 'none'");

    /** Its forms go to this service and end there. */
    public static final Fence HERE = new Fence(ON_THE_WAY.policy + "; form-action 'self'");

    /** @return the same for a page that needs a script: a file of ours, nothing in the page */
    public Fence withScript() {
        return new Fence(policy + "; script-src 'self'");
    }
}
