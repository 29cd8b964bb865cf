package dev.signet.stores;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;

/** Always UP: without Redis the service goes on, with a verification code at every sign-in; {@code degraded} tells. */
@Readiness
@ApplicationScoped
class RedisReadiness implements AsyncHealthCheck {
    private static final String NAME = "redis";

    private final Redis redis;
    private final RedisGuard guard;

    RedisReadiness(Redis redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return guard.call(() -> redis.send(Request.cmd(Command.PING)))
                .map(pong -> answer(false))
                .onFailure().recoverWithItem(() -> answer(true));
    }

    private static HealthCheckResponse answer(boolean degraded) {
        return HealthCheckResponse.named(NAME).up().withData("degraded", degraded).build();
    }
}
