package dev.signet.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import dev.signet.outbox.SecurityEvent;

/** Where a page of security events ended: microseconds of the epoch, as Postgres counts them, and an id. */
record EventCursor(Instant createdAt, UUID id) {
    /** Before the first page. */
    static final EventCursor NONE = new EventCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static EventCursor after(SecurityEvent event) {
        return new EventCursor(event.createdAt(), event.id());
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "." + id;
    }

    /** @return empty for what {@link #text} never writes */
    static Optional<EventCursor> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || !text.substring(0, dot).matches("[0-9]{1,16}")) {
            return Optional.empty();
        }
        Instant createdAt = Instant.EPOCH.plus(Long.parseLong(text.substring(0, dot)), ChronoUnit.MICROS);
        return uuid(text.substring(dot + 1)).map(id -> new EventCursor(createdAt, id));
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
