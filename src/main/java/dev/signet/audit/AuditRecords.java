package dev.signet.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The events that are kept. Works in the caller's session. */
@ApplicationScoped
class AuditRecords implements PanacheRepositoryBase<AuditRecord, UUID> {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    Uni<List<AuditRecord>> before(Optional<UUID> id, int limit) {
        return first(limit, find("id < ?1 order by id desc", id.orElse(AFTER_ALL)));
    }

    Uni<List<AuditRecord>> of(String subject, Optional<UUID> before, int limit) {
        return first(limit, find("subject = ?1 and id < ?2 order by id desc", subject, before.orElse(AFTER_ALL)));
    }

    private static Uni<List<AuditRecord>> first(int limit, PanacheQuery<AuditRecord> records) {
        return records.range(0, limit - 1).list();
    }
}
