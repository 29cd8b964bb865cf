package dev.signet.clients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import dev.signet.stores.RedisGuard;
import dev.signet.stores.Sha256;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;

/**
 * A key for each mark, <code>signet:{replay}:SHA-256</code>, and {@code :since}, the moment from which on they are
 * complete. A Redis that was emptied, or restarted without its memory, has no such moment and gets a new one: a proof from
 * before it is one that nobody can judge, never one that is new.
 */
@ApplicationScoped
class RedisReplayMarks implements ReplayMarks {
    private static final Logger LOG = Logger.getLogger(RedisReplayMarks.class);
    private static final Duration START_WAIT = Duration.ofSeconds(1);
    private static final String KEY = "signet:{replay}:";
    private static final String SINCE = KEY + "since";
    private static final MarkScript MARK = MarkScript.load();

    private final RedisAPI redis;
    private final Function<Supplier<Uni<Response>>, Uni<Response>> guard;
    private final Clock clock;

    @Inject
    RedisReplayMarks(RedisAPI redis, RedisGuard guard, Clock clock) {
        this(redis, guard::call, clock);
    }

    RedisReplayMarks(RedisAPI redis, Function<Supplier<Uni<Response>>, Uni<Response>> guard, Clock clock) {
        this.redis = redis;
        this.guard = guard;
        this.clock = clock;
    }

    /** Marks are kept from the start on, so that the first caller's proof is not older than they are. */
    void start(@Observes StartupEvent event) {
        String now = String.valueOf(clock.instant().getEpochSecond());
        Response unused = guard.apply(() -> redis.setnx(SINCE, now))
                .ifNoItem().after(START_WAIT).fail()
                .onFailure().invoke(e -> LOG.debugf("replay marks not begun: %s", e.getMessage()))
                .onFailure().recoverWithNull()
                .await().atMost(START_WAIT.plusSeconds(1));
    }

    @Override
    public Uni<Boolean> first(byte[] what, Instant issuedAt, Duration life) {
        return first(what, issuedAt, life, Instant.EPOCH);
    }

    /** @param notBefore marks from before this moment are not here, but in the other store */
    Uni<Boolean> first(byte[] what, Instant issuedAt, Duration life, Instant notBefore) {
        String key = KEY + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(what));
        return guard.apply(() -> MARK.run(redis, List.of(key, SINCE), life.toMillis(), clock.instant().getEpochSecond(),
                notBefore.getEpochSecond()))
                .map(answer -> judge(answer.get(0).toInteger() == 1, issuedAt, answer.get(1).toLong()));
    }

    private static boolean judge(boolean first, Instant issuedAt, long since) {
        if (first) {
            require(issuedAt, Instant.ofEpochSecond(since));
        }
        return first;
    }

    /** Proofs tell seconds: one from the very second of a change may be from before it. */
    static void require(Instant issuedAt, Instant change) {
        if (issuedAt.getEpochSecond() <= change.getEpochSecond()) {
            throw new UnavailableException(1, "Whether the proof was used before cannot be told. Make a new one.");
        }
    }
}
