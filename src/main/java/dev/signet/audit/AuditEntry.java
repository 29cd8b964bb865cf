package dev.signet.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is read back.
 *
 * @param id sorts by time
 * @param at when it was written, by the database's clock
 */
public record AuditEntry(UUID id, Instant at, AuditEvent event) {
}
