package dev.signet.audit;

import java.util.Map;

/**
 * Something that an operator may have to account for later.
 *
 * @param type REQUIRED; one of {@link AuditTypes}
 * @param actor OPTIONAL; the {@code sub} or {@code client_id} that did it; null when nobody was signed in
 * @param subject OPTIONAL; whom or what it was done to: a {@code sub}, {@code client_id}, {@code sid}, {@code kid} or a
 *        limit's name
 * @param ip OPTIONAL; the client address
 * @param detail what else helps to understand it; nothing secret, and nothing as somebody typed it: people type passwords
 *        into the wrong field
 */
public record AuditEvent(String type, String actor, String subject, String ip, Map<String, Object> detail) {

    public AuditEvent {
        if (!AuditTypes.ALL.contains(type)) {
            throw new IllegalArgumentException("not a type of event: " + type);
        }
        detail = Map.copyOf(detail);
    }
}
