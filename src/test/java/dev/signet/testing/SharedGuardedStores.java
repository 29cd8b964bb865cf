package dev.signet.testing;

import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import dev.signet.local.GuardedStores;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** Gives a test the one Redis Cluster of this JVM, behind TLS and an access control list, and starts it for the first. */
public class SharedGuardedStores implements ParameterResolver {
    /** To each node. */
    public static final int CONNECTIONS = 6;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GuardedStores.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, type -> new Running(start()), Running.class).stores();
    }

    private static GuardedStores start() {
        return GuardedStores.start(Path.of("target", "guarded-stores").toAbsolutePath());
    }

    /** @return how a client that is no service connects: as a service does */
    public static RedisOptions options(GuardedStores stores) {
        return cluster(stores.redisUrls(), new NetClientOptions().setSsl(true).setHostnameVerificationAlgorithm("HTTPS")
                .setPemTrustOptions(new PemTrustOptions().addCertPath(stores.server().certificate().toString()))
                .setPemKeyCertOptions(new PemKeyCertOptions().addCertPath(stores.client().certificate().toString())
                        .addKeyPath(stores.client().key().toString())));
    }

    /** @return how a client connects to the same cluster without TLS, as a user who may do anything */
    public static RedisOptions plainOptions(GuardedStores stores) {
        return cluster(stores.plainRedisUrls(), new NetClientOptions());
    }

    private static RedisOptions cluster(String urls, NetClientOptions net) {
        RedisOptions options = new RedisOptions().setType(RedisClientType.CLUSTER).setMaxPoolSize(CONNECTIONS)
                .setMaxPoolWaiting(2048).setNetClientOptions(net.setConnectTimeout(1_000).setReadIdleTimeout(4));
        for (String url : urls.split(",")) {
            options.addConnectionString(url);
        }
        return options;
    }

    /** Closed by JUnit when the last test of the JVM has run. */
    private record Running(GuardedStores stores) implements AutoCloseable {

        @Override
        public void close() {
            stores.close();
        }
    }
}
