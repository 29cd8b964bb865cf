package dev.signet.limits;

import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.reactive.mutiny.Mutiny;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The table {@code limit_policies}, one row a limit. */
@ApplicationScoped
class StoredLimits implements PanacheRepositoryBase<StoredLimit, String> {
    private final Vertx vertx;

    StoredLimits(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Reads on a context of its own: the caller may have none (at start), or share its own with another room that reads at
     * the same time (a poll), and a session lives on the context.
     */
    Uni<List<Limit>> all() {
        return Uni.createFrom().emitter(reader -> read(reader));
    }

    Uni<Void> save(Limit limit, Supplier<Uni<Void>> alongside) {
        StoredLimit row = StoredLimit.of(limit);
        return Panache
                .withTransaction(() -> overwrite(row).chain(rows -> rows == 0 ? persist(row) : Uni.createFrom().item(row))
                        .chain(saved -> alongside.get()))
                .replaceWithVoid();
    }

    /** One statement, by the clock of the database. */
    private Uni<Integer> overwrite(StoredLimit row) {
        return update("enabled = ?1, windowSeconds = ?2, threshold = ?3, subject = ?4, action = ?5, updatedAt = instant"
                + " where name = ?6", row.enabled, row.windowSeconds, row.threshold, row.subject, row.action, row.name);
    }

    private void read(UniEmitter<? super List<Limit>> reader) {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(nothing -> Panache.withSession(() -> Panache.getSession().chain(StoredLimits::rows))
                .map(rows -> rows.stream().map(StoredLimit::limit).toList())
                .subscribe().with(reader::complete, reader::fail));
    }

    /** In SQL, because a start reads it: the first HQL of a process costs a tenth of a second. */
    private static Uni<List<StoredLimit>> rows(Mutiny.Session session) {
        return session.createNativeQuery("select name, enabled, window_seconds, threshold, subject, action, updated_at"
                + " from limit_policies", StoredLimit.class).getResultList();
    }
}
