package dev.signet.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.UuidV7;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Security events, append-only. */
@ApplicationScoped
public class AuditLog {
    private final AuditRecords records;
    private final Clock clock;

    AuditLog(AuditRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * Writes an event: in the caller's transaction where there is one, so that the event and what it tells of are committed
     * together; else in its own.
     */
    @WithTransaction
    public Uni<Void> record(AuditEvent event) {
        return records.persist(new AuditRecord(UuidV7.at(clock.instant()), event)).replaceWithVoid();
    }

    /** Writes an event in the transaction that is open on the connection. */
    public Uni<Void> record(SqlConnection c, AuditEvent event) {
        return c.preparedQuery(
                "insert into audit_events (id, type, actor, subject, ip, detail) values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(UuidV7.at(clock.instant()), event.type(), event.actor(), event.subject(), event.ip(),
                        new JsonObject(event.detail())))
                .replaceWithVoid();
    }

    /**
     * @param before the last id of the page before; empty for the first page
     * @param limit how many at most
     * @param subject only events about this one; empty for all
     * @return the newest first
     */
    @WithSession
    public Uni<List<AuditEntry>> page(Optional<UUID> before, int limit, Optional<String> subject) {
        return subject.map(about -> records.of(about, before, limit))
                .orElseGet(() -> records.before(before, limit))
                .map(page -> page.stream().map(AuditRecord::entry).toList());
    }
}
