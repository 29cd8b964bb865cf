package dev.signet.admin;

/**
 * Who changes something, for the audit log.
 *
 * @param subject a {@code sub} or {@code client_id}; null: nobody who signed in
 * @param ip the client address; null where nobody called
 */
record Operator(String subject, String ip) {
    /** The file that the settings name. */
    static final Operator FILE = new Operator(null, null);
}
