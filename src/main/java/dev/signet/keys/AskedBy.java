package dev.signet.keys;

/**
 * Who wants a change of the ring, for the audit log.
 *
 * @param actor a {@code sub} or {@code client_id}; null: the schedule
 * @param ip the client address; null: the schedule
 */
public record AskedBy(String actor, String ip) {
    static final AskedBy SCHEDULE = new AskedBy(null, null);
}
