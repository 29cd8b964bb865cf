package dev.signet.testing;

import java.nio.file.Path;
import java.util.Map;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Real, empty stores under a service that runs inside the test's JVM, for tests of a repository by its own methods. */
public class RealStores implements QuarkusTestResourceLifecycleManager {
    private Stores stores;

    @Override
    public Map<String, String> start() {
        stores = Stores.start(Path.of("target", "stores").toAbsolutePath());
        StoreUrls urls = stores.fresh();
        return Map.of(
                "quarkus.datasource.reactive.url", urls.reactive(),
                "quarkus.datasource.jdbc.url", urls.jdbc(),
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres",
                "quarkus.redis.hosts", urls.redis(),
                "quarkus.redis.client-type", urls.redisType(),
                "signet.issuer", "http://localhost:8081",
                "signet.keys.encryption-key", "c2l4dGVlbi1ieXRlcy1vci1zby0tdHdpY2UtLWhlcmU=",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {
        stores.close();
    }
}
