package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The settings {@code signet.clients.workload.*}: what is wrong is told before the service starts. */
class ClusterSettingsTest {
    private static final String PREFIX = "signet.clients.workload.";

    private static Config config(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("signet.issuer", "https://id.example.com"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i].startsWith("signet") ? settings[i] : PREFIX + settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(all, "test", 100)).build();
    }

    @Test
    void are_none_by_default() {
        assertThat(ClusterSettings.read(config())).isEmpty();
        assertThat(Clusters.refusals(config())).isEmpty();
        assertThat(new Clusters(config()).authenticationMethods()).isEmpty();
    }

    @Test
    void have_the_issuer_of_this_service_as_audience_and_discovery_by_default() {
        Cluster cluster = ClusterSettings.read(config("clusters", "prod", "prod.issuer", "https://k8s.example")).get(0);

        assertThat(cluster.audience()).isEqualTo("https://id.example.com");
        assertThat(cluster.jwksUri()).isEmpty();
        assertThat(cluster.discovery()).isEqualTo("https://k8s.example/.well-known/openid-configuration");
    }

    @Test
    void keep_a_slash_at_the_end_of_an_issuer_that_has_one() {
        Cluster cluster = ClusterSettings.read(config("clusters", "prod", "prod.issuer", "https://k8s.example/id/")).get(0);

        assertThat(cluster.issuer()).isEqualTo("https://k8s.example/id/");
        assertThat(cluster.discovery()).isEqualTo("https://k8s.example/id/.well-known/openid-configuration");
        Clusters clusters = new Clusters(config("clusters", "prod", "prod.issuer", "https://k8s.example/id/"));
        assertThat(clusters.ofIssuer("https://k8s.example/id")).isEmpty();
        assertThat(clusters.ofIssuer("https://k8s.example/id/")).isPresent();
    }

    @Test
    void are_read_from_the_environment(@TempDir Path folder) throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.crt"), "x");
        Config config = new SmallRyeConfigBuilder().withSources(new EnvConfigSource(Map.of(
                "SIGNET_ISSUER", "https://id.example.com", "SIGNET_CLIENTS_WORKLOAD_CLUSTERS", "eu-prod",
                "SIGNET_CLIENTS_WORKLOAD_EU_PROD_ISSUER", "https://kubernetes.default.svc.cluster.local",
                "SIGNET_CLIENTS_WORKLOAD_EU_PROD_JWKS_URI", "https://kubernetes.default.svc/openid/v1/jwks",
                "SIGNET_CLIENTS_WORKLOAD_EU_PROD_AUDIENCE", "signet",
                "SIGNET_CLIENTS_WORKLOAD_EU_PROD_CA_FILE", ca.toString()), 300)).build();

        Cluster cluster = ClusterSettings.read(config).get(0);

        assertThat(cluster.name()).isEqualTo("eu-prod");
        assertThat(cluster.jwksUri()).contains("https://kubernetes.default.svc/openid/v1/jwks");
        assertThat(cluster.audience()).isEqualTo("signet");
        assertThat(cluster.caFile()).contains(ca);
        assertThat(cluster.tokenFile()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "http://k8s.example", "http://127.0.0.1.example", "k8s.example", "https://", "https://u@k8s.example",
            "https://k8s.example?x", "https://k8s.example#x", "ftp://k8s.example", "https://id.example.com" })
    void refuse_an_issuer_that_nobody_may_trust(String issuer) {
        assertThat(Clusters.refusals(config("clusters", "prod", "prod.issuer", issuer))).singleElement().asString()
                .startsWith(PREFIX + "prod.issuer");
    }

    @Test
    void tell_everything_that_is_wrong() {
        String refusal = Clusters.refusals(config("clusters", "one, two,two,Three,four", "one.issuer", "https://one.example",
                "one.jwks-uri", "http://one.example/jwks", "one.ca-file", "/no/such/file", "two.issuer", "https://one.example",
                "four.token-file", "/no/such/token")).get(0);

        assertThat(refusal).contains(PREFIX + "clusters", PREFIX + "one.jwks-uri", PREFIX + "one.ca-file",
                PREFIX + "two.issuer", PREFIX + "four.issuer").doesNotContain("/no/such");
    }
}
