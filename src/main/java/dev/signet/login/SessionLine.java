package dev.signet.login;

/**
 * A sign-in as the account page lists it.
 *
 * @param kind {@code browser} or {@code application}
 * @param what the application's name, or that it is a browser
 * @param from where and by what; may be empty
 */
record SessionLine(String kind, String id, String what, String from, String since, String lastUsed, boolean current) {
    static final String BROWSER = "browser";
    static final String APPLICATION = "application";
}
