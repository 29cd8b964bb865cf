package dev.signet.sessions;

/**
 * A browser that was just signed in.
 *
 * @param cookie the value that the browser keeps: a secret
 */
public record NewBrowserSession(String cookie, BrowserSession session) {

    /** Never the cookie. */
    @Override
    public String toString() {
        return "NewBrowserSession[" + session.id() + "]";
    }
}
