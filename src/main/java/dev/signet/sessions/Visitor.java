package dev.signet.sessions;

/**
 * From where somebody signs in, as it is shown to them later.
 *
 * @param ip the caller's address
 * @param userAgent as the caller named it; may be null
 */
public record Visitor(String ip, String userAgent) {
    private static final int LONGEST = 512;

    public Visitor {
        userAgent = userAgent != null && userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
    }
}
