package dev.signet.limits;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.signet.stores.RedisGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;

/**
 * Two keys for each subject of a limit, on one node of a cluster: {@code signet:{limit:subject}:counter}, a hash of
 * {@code started} and {@code counted}, and {@code signet:{limit:subject}:leases}, a sorted set. Both expire by themselves.
 */
@ApplicationScoped
class RedisCounters implements Counters {
    private static final RedisScript LEASE = RedisScript.named("lease");
    private static final RedisScript COUNT = RedisScript.named("count");
    private static final RedisScript CLEAR = RedisScript.named("clear");

    private final RedisAPI redis;
    private final Function<Supplier<Uni<Response>>, Uni<Response>> guard;

    @Inject
    RedisCounters(RedisAPI redis, RedisGuard guard) {
        this(redis, guard::call);
    }

    RedisCounters(RedisAPI redis, Function<Supplier<Uni<Response>>, Uni<Response>> guard) {
        this.redis = redis;
        this.guard = guard;
    }

    @Override
    public Uni<Leased> lease(Claim claim, long now) {
        Limit limit = claim.limit();
        return guard.apply(() -> LEASE.run(redis, List.of(counter(claim), leases(claim)),
                now, limit.window().toMillis(), limit.threshold(), claim.lease(), LEASE_LIFE.toMillis()))
                .map(answer -> new Leased(answer.get(0).toInteger() == 1, window(answer.get(1), answer.get(2))));
    }

    @Override
    public Uni<Window> count(Claim claim, long now) {
        return guard.apply(() -> COUNT.run(redis, List.of(counter(claim), leases(claim)),
                now, claim.limit().window().toMillis(), claim.lease()))
                .map(answer -> window(answer.get(0), answer.get(1)));
    }

    @Override
    public Uni<Void> giveBack(Claim claim) {
        return guard.apply(() -> redis.zrem(List.of(leases(claim), claim.lease()))).replaceWithVoid();
    }

    @Override
    public Uni<Void> clear(Claim claim) {
        return guard.apply(() -> CLEAR.run(redis, List.of(counter(claim), leases(claim)), claim.lease())).replaceWithVoid();
    }

    @Override
    public Uni<Window> read(Claim claim) {
        return guard.apply(() -> redis.hmget(List.of(counter(claim), "started", "counted")))
                .map(answer -> answer.get(0) == null ? Window.NONE : window(answer.get(0), answer.get(1)));
    }

    private static Window window(Response started, Response counted) {
        return new Window(started.toLong(), counted.toInteger());
    }

    private static String counter(Claim claim) {
        return group(claim) + ":counter";
    }

    private static String leases(Claim claim) {
        return group(claim) + ":leases";
    }

    private static String group(Claim claim) {
        return "signet:{" + claim.limit().name() + ":" + claim.subject() + "}";
    }
}
