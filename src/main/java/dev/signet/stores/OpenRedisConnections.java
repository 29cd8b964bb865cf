package dev.signet.stores;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;

/** Opens the pool's connections before the first caller comes, whose 250 ms would else go into opening them. */
@ApplicationScoped
class OpenRedisConnections {
    private static final Logger LOG = Logger.getLogger(OpenRedisConnections.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Redis redis;
    private final int connections;

    OpenRedisConnections(Redis redis, @ConfigProperty(name = "quarkus.redis.max-pool-size") int connections) {
        this.redis = redis;
        this.connections = Math.max(1, connections - RedisGuard.RESERVED - 1); // and one for whoever is earlier
    }

    void open(@Observes StartupEvent event) {
        Uni<Response> ping = redis.send(Request.cmd(Command.PING));
        List<Response> unused = Uni.join().all(Collections.nCopies(connections, ping)).andCollectFailures()
                .ifNoItem().after(LIMIT).fail()
                .onFailure().invoke(e -> LOG.warn("Redis does not answer: sign-ins need a verification code until it does"))
                .onFailure().recoverWithNull()
                .await().atMost(LIMIT.plusSeconds(1));
    }
}
