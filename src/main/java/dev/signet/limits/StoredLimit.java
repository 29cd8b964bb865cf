package dev.signet.limits;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;

/** A row of {@code limit_policies}; the table's checks are those of {@link Limit}. */
@Entity
@Table(name = "limit_policies")
class StoredLimit {
    @Id
    String name;
    boolean enabled;
    @Column(name = "window_seconds")
    int windowSeconds;
    int threshold;
    String subject;
    String action;
    @Column(name = "updated_at", insertable = false)
    Instant updatedAt;

    Limit limit() {
        return new Limit(name, enabled, windowSeconds, threshold, Subject.named(subject).orElseThrow(),
                Action.named(action).orElseThrow());
    }

    static StoredLimit of(Limit limit) {
        StoredLimit row = new StoredLimit();
        row.name = limit.name();
        row.enabled = limit.enabled();
        row.windowSeconds = limit.windowSeconds();
        row.threshold = limit.threshold();
        row.subject = limit.subject().text();
        row.action = limit.action().text();
        return row;
    }
}
