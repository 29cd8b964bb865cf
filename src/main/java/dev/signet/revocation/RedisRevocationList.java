package dev.signet.revocation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.RedisGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;

/**
 * The list as whoever reads Redis sees it: a key an entry, and a mark that says up to which number it is whole. All keys
 * share the tag {@code {rev}}.
 */
@ApplicationScoped
class RedisRevocationList {
    private static final String PREFIX = "signet:{rev}:";
    private static final String MARK = PREFIX + "mark";
    private static final String MARK_SECONDS = "3600";
    /** Moves the mark forward only: a slower replica must not pull it back. */
    private static final String MOVE = """
            local held = tonumber(redis.call('GET', KEYS[1]) or '-1')
            local to = math.max(held, tonumber(ARGV[1]))
            redis.call('SET', KEYS[1], string.format('%.0f', to), 'EX', ARGV[2])
            return held""";

    private final Redis redis;
    private final RedisGuard guard;
    private final Clock clock;

    RedisRevocationList(Redis redis, RedisGuard guard, Clock clock) {
        this.redis = redis;
        this.guard = guard;
        this.clock = clock;
    }

    /** @return the number up to which the list is whole, renewed; -1 where there is no mark */
    Uni<Long> mark() {
        return guard.call(() -> redis.send(Request.cmd(Command.GETEX).arg(MARK).arg("EX").arg(MARK_SECONDS))
                .map(r -> r == null ? -1L : r.toLong()));
    }

    /** Writes the entries, then the mark: never the mark before what it vouches for. */
    Uni<Void> put(Collection<RevocationEntry> entries, long mark) {
        return guard.call(() -> write(entries).chain(() -> move(mark)));
    }

    private Uni<Void> write(Collection<RevocationEntry> entries) {
        List<Request> sets = new ArrayList<>(entries.size());
        for (RevocationEntry entry : entries) {
            long left = entry.expiresAt().toEpochMilli() - clock.millis();
            if (left > 0) {
                sets.add(Request.cmd(Command.SET).arg(PREFIX + entry.revocation().key()).arg("1").arg("PX").arg(left));
            }
        }
        return sets.isEmpty() ? Uni.createFrom().voidItem() : redis.batch(sets).replaceWithVoid();
    }

    private Uni<Void> move(long mark) {
        Uni<Response> moved = redis.send(Request.cmd(Command.EVAL).arg(MOVE).arg(1).arg(MARK).arg(mark).arg(MARK_SECONDS));
        return moved.replaceWithVoid();
    }
}
