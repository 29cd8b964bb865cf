package dev.signet.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import dev.signet.revocation.Revocation.Kind;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A revocation that one client is still to be told of.
 *
 * @param id the security event token's {@code jti}
 * @param value of the revocation
 * @param cut of a client's revocation
 * @param attempts so far, this one included
 * @param createdAt when it was revoked
 * @param nextAt when it is told again; empty once it was given up
 * @param failedAt when it was given up
 * @param lastError why the client did not take it
 */
public record SecurityEvent(UUID id, String clientId, Kind kind, String value, OptionalLong cut, int attempts,
        Instant createdAt, Optional<Instant> nextAt, Optional<Instant> failedAt, Optional<String> lastError) {

    static final List<String> COLUMNS = List.of("id", "client_id", "kind", "value", "cut", "attempts", "created_at", "next_at",
            "failed_at", "last_error");

    /** @param row of {@code security_events} with {@link #COLUMNS} */
    public static SecurityEvent of(Row row) {
        Long cut = row.getLong("cut");
        Optional<Instant> failedAt = Optional.ofNullable(row.getOffsetDateTime("failed_at")).map(OffsetDateTime::toInstant);
        return new SecurityEvent(row.getUUID("id"), row.getString("client_id"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("value"),
                cut == null ? OptionalLong.empty() : OptionalLong.of(cut), row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                failedAt.isPresent() ? Optional.empty() : Optional.of(row.getOffsetDateTime("next_at").toInstant()), failedAt,
                Optional.ofNullable(row.getString("last_error")));
    }
}
