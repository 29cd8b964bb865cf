package dev.signet.revocation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** What is revoked, as this replica knows it: memory that is at most 1 s old, or Postgres itself. */
@ApplicationScoped
public class Revocations {
    private static final Logger LOG = Logger.getLogger(Revocations.class);
    /** The bound of Signet's own endpoints: older memory is not asked. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final RevocationLog log;
    private final RedisRevocationList list;
    private final ConcurrentMap<String, RevocationLog.Entry> memory = new ConcurrentHashMap<>();
    private volatile long highest;
    private volatile long polledAt = System.nanoTime() - FRESH.toNanos();
    private Cancellable polling;

    Revocations(RevocationLog log, RedisRevocationList list, MeterRegistry metrics) {
        this.log = log;
        this.list = list;
        metrics.gauge("signet.revocation.lag.seconds", this, r -> r.age().toMillis() / 1000.0);
        metrics.gauge("signet.revocation.entries", memory, ConcurrentMap::size);
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        poll().await().atMost(START_LIMIT);
        polling = Multi.createFrom().ticks().every(POLL).onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> pollAndMend())
                .subscribe().with(done -> {
                }, e -> LOG.error("revocations are no longer polled", e));
    }

    void stop(@Observes ShutdownEvent event) {
        polling.cancel();
    }

    /**
     * @param jti the token's id
     * @param sid its sign-in, where a person signed in
     * @return whether either was revoked; fails with {@link UnavailableException} when nobody can tell
     */
    public Uni<Boolean> isRevoked(String jti, Optional<String> sid) {
        if (memory.containsKey(Revocation.jti(jti).key())
                || sid.isPresent() && memory.containsKey(Revocation.sid(sid.get()).key())) {
            return Uni.createFrom().item(true);
        }
        if (age().compareTo(FRESH) <= 0) {
            return Uni.createFrom().item(false);
        }
        return log.contains(jti, sid)
                .onFailure().transform(e -> new UnavailableException(1, "the revocation list cannot be read"));
    }

    /** Makes a revocation that was just committed known: here and in Redis at once, on other replicas at their next poll. */
    public Uni<Void> spread() {
        return pollAndMend();
    }

    /** @return how old this replica's memory is */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - polledAt);
    }

    private Uni<Void> pollAndMend() {
        return poll().chain(this::mendRedis)
                .onFailure().invoke(e -> LOG.debugf("revocations not polled: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    Uni<Void> poll() {
        long started = System.nanoTime();
        return log.after(highest).invoke(entries -> remember(entries, started)).replaceWithVoid();
    }

    private synchronized void remember(Collection<RevocationLog.Entry> entries, long started) {
        for (RevocationLog.Entry entry : entries) {
            memory.put(entry.revocation().key(), entry);
            highest = Math.max(highest, entry.seq());
        }
        polledAt = polledAt - started > 0 ? polledAt : started;
    }

    private Uni<Void> mendRedis() {
        forgetExpired();
        return list.mark().chain(mark -> mark >= highest ? Uni.createFrom().voidItem() : list.put(above(mark), highest));
    }

    private void forgetExpired() {
        long now = System.currentTimeMillis();
        memory.values().removeIf(entry -> entry.expiresAt().toEpochMilli() < now);
    }

    private List<RevocationLog.Entry> above(long mark) {
        return memory.values().stream().filter(entry -> entry.seq() > mark).toList();
    }
}
