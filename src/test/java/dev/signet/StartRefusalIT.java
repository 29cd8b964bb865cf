package dev.signet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.testing.SignetTest;

/** A start without what it needs ends with a sentence that names it. */
@SignetTest
class StartRefusalIT {
    private final StoreUrls urls;

    StartRefusalIT(StoreUrls urls) {
        this.urls = urls;
    }

    @Test
    void names_the_issuer_that_is_missing() {
        refuses(ServiceLaunch.on(urls).without("SIGNET_ISSUER"), "signet.issuer is not set", "SIGNET_ISSUER");
    }

    @Test
    void names_an_http_issuer_that_is_not_loopback() {
        refuses(ServiceLaunch.on(urls).with("SIGNET_ISSUER", "http://id.example.com"), "signet.issuer", "https");
        refuses(ServiceLaunch.on(urls).with("SIGNET_ISSUER", "http://127.0.0.1.example.com"), "signet.issuer", "https");
    }

    @Test
    void names_the_encryption_key_that_is_missing() {
        refuses(ServiceLaunch.on(urls).without("SIGNET_KEYS_ENCRYPTION_KEY"), "signet.keys.encryption-key is not set",
                "SIGNET_KEYS_ENCRYPTION_KEY");
    }

    @Test
    void names_an_encryption_key_of_another_length_and_does_not_quote_it() {
        refuses(ServiceLaunch.on(urls).with("SIGNET_KEYS_ENCRYPTION_KEY", "c2hvcnQ="), "signet.keys.encryption-key", "32");
    }

    @Test
    void names_the_stores_that_are_missing_and_a_cluster_that_nobody_may_trust() {
        refuses(ServiceLaunch.on(urls).without("QUARKUS_DATASOURCE_REACTIVE_URL").without("QUARKUS_REDIS_HOSTS")
                .with("SIGNET_CLIENTS_WORKLOAD_CLUSTERS", "prod")
                .with("SIGNET_CLIENTS_WORKLOAD_PROD_ISSUER", "http://k8s.example"),
                "quarkus.datasource.reactive.url is not set", "quarkus.redis.hosts is not set",
                "signet.clients.workload.prod.issuer");
    }

    @Test
    void tells_the_commands_to_whoever_asks_for_another() {
        try (SignetService service = ServiceLaunch.on(urls).command("re-crypt").launch()) {
            assertThat(service.awaitExit(Duration.ofSeconds(30))).hasValue(2);
            assertThat(service.logs()).contains("re-encrypt").doesNotContain("\tat ");
        }
    }

    private static void refuses(ServiceLaunch launch, String... sentences) {
        try (SignetService service = launch.launch()) {
            assertThat(service.awaitExit(Duration.ofSeconds(30))).hasValue(1);
            assertThat(service.logs()).contains(sentences).doesNotContain("\tat ", "c2hvcnQ=");
        }
    }
}
