package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import io.smallrye.mutiny.Uni;

/**
 * Marks in Redis, and in Postgres while Redis is away: for calls that a client authenticates itself at, which must go on.
 *
 * <p>
 * Neither store knows the other's marks. So Postgres judges only proofs that were issued after Redis last answered and
 * after it was first found away, and Redis only those issued after Postgres was last asked; of any other nobody can tell,
 * and its client makes a new one. Each side writes down that it acts before it looks at what the other wrote, so that
 * two calls with one proof at the very moment of a change cannot both pass. What remains: while one replica reaches
 * Redis and another does not, a proof passes once on each side; a Redis that fails over to a copy forgets what the
 * copy had not heard yet; and a proof's time is its client's, so a clock that is ahead leaves that much after a change.
 */
@ApplicationScoped
class LastingReplayMarks implements ReplayMarks {
    private static final Logger LOG = Logger.getLogger(LastingReplayMarks.class);

    private final RedisReplayMarks redis;
    private final PostgresReplayMarks postgres;
    private final Clock clock;
    /** When this replica first found Redis away; null while it is there. */
    private final AtomicReference<Instant> awaySince = new AtomicReference<>();
    private volatile Instant redisAnswered = Instant.EPOCH;
    private volatile Instant postgresAsked = Instant.EPOCH;

    LastingReplayMarks(RedisReplayMarks redis, PostgresReplayMarks postgres, Clock clock) {
        this.redis = redis;
        this.postgres = postgres;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> first(byte[] what, Instant issuedAt, Duration life) {
        Instant asked = clock.instant();
        return redis.first(what, issuedAt, life, postgresAsked)
                .invoke(this::answered)
                .onFailure(UnavailableException.class).invoke(this::answered)
                .invoke(() -> RedisReplayMarks.require(issuedAt, postgresAsked))
                .onFailure(failure -> !(failure instanceof UnavailableException))
                .recoverWithUni(() -> Uni.createFrom().deferred(() -> fallBack(what, issuedAt, life, asked)));
    }

    private void answered() {
        redisAnswered = clock.instant();
        if (awaySince.getAndSet(null) != null) {
            LOG.info("replay marks are in Redis");
        }
    }

    private Uni<Boolean> fallBack(byte[] what, Instant issuedAt, Duration life, Instant asked) {
        Instant since = awaySince.updateAndGet(held -> held == null ? asked : held);
        if (since.equals(asked)) {
            LOG.warn("replay marks are in Postgres while Redis is away");
        }
        RedisReplayMarks.require(issuedAt, since);
        RedisReplayMarks.require(issuedAt, redisAnswered);
        postgresAsked = clock.instant();
        RedisReplayMarks.require(issuedAt, redisAnswered);
        return postgres.first(what, issuedAt, life);
    }
}
