package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.UnavailableException;
import dev.signet.testing.Certificates;
import dev.signet.testing.Jws;
import dev.signet.testing.SettableClock;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpServer;

/** The keys of a cluster's issuer: found by discovery, remembered, and used for a while when the issuer is away. */
class ClusterKeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final ClusterKeys keys = new ClusterKeys(new ClusterFetch(vertx, PATIENCE), clock);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String jwks = jwks("one");
    private volatile JsonObject discovery;
    private volatile Consumer<HttpServerRequest> answer = this::well;
    private HttpServer server;

    @BeforeEach
    void start() {
        server = listen(new HttpServerOptions());
        discovery = new JsonObject().put("issuer", url()).put("jwks_uri", url() + "/keys");
    }

    private HttpServer listen(HttpServerOptions options) {
        return vertx.createHttpServer(options).requestHandler(request -> {
            asked.add(request.path());
            answer.accept(request.getDelegate());
        }).listen(0, "localhost").await().atMost(PATIENCE);
    }

    private void well(HttpServerRequest request) {
        request.response().end(request.path().endsWith("openid-configuration") ? discovery.encode() : jwks);
    }

    @AfterEach
    void stop() {
        vertx.closeAndAwait();
    }

    private String url() {
        return "http://localhost:" + server.actualPort();
    }

    private Cluster cluster() {
        return new Cluster("prod", url(), Optional.empty(), "signet", Optional.empty(), Optional.empty());
    }

    private Cluster cluster(String url, Optional<Path> ca, Optional<Path> token) {
        return new Cluster("prod", url, Optional.of(url + "/keys"), "signet", ca, token);
    }

    private List<String> kids(Cluster cluster, String kid) {
        return keys.of(cluster, kid).await().atMost(PATIENCE).getJsonWebKeys().stream().map(key -> key.getKeyId()).toList();
    }

    private void cannotBeHad(Cluster cluster, String kid) {
        assertThatThrownBy(() -> kids(cluster, kid)).isInstanceOf(UnavailableException.class);
    }

    private static String jwks(String kid) {
        PublicJsonWebKey key = Jws.ecKey();
        key.setKeyId(kid);
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    @Test
    void are_found_by_discovery_and_remembered_for_five_minutes() {
        assertThat(kids(cluster(), "one")).containsExactly("one");
        clock.advance(Duration.ofSeconds(299));
        assertThat(kids(cluster(), "one")).containsExactly("one");
        assertThat(asked).containsExactly("/.well-known/openid-configuration", "/keys");
        clock.advance(Duration.ofSeconds(2));
        jwks = jwks("two");
        assertThat(kids(cluster(), "one")).containsExactly("two");
    }

    @Test
    void are_fetched_again_for_an_unknown_kid_once_in_two_seconds() {
        assertThat(kids(cluster(), "one")).containsExactly("one");
        jwks = jwks("two");
        assertThat(kids(cluster(), "two")).containsExactly("one");
        assertThat(asked).hasSize(2);
        clock.advance(Duration.ofMillis(2_100));
        assertThat(kids(cluster(), "two")).containsExactly("two");
        assertThat(kids(cluster(), "three")).containsExactly("two");
        assertThat(asked).hasSize(4);
    }

    @Test
    void are_used_for_an_hour_while_the_issuer_is_away_and_no_longer() {
        assertThat(kids(cluster(), "one")).containsExactly("one");
        answer = request -> request.response().setStatusCode(500).end();
        clock.advance(Duration.ofMinutes(59));
        assertThat(kids(cluster(), "one")).containsExactly("one");
        cannotBeHad(cluster(), "two");
        clock.advance(Duration.ofMinutes(2));
        cannotBeHad(cluster(), "one");
        answer = this::well;
        clock.advance(Duration.ofSeconds(3));
        assertThat(kids(cluster(), "one")).containsExactly("one");
    }

    @Test
    void are_not_taken_from_the_document_of_another_issuer() {
        for (Object issuer : new Object[] { url() + "/", "https://other.example", null, 7 }) {
            discovery.put("issuer", issuer);
            cannotBeHad(cluster(), "one");
            clock.advance(Duration.ofSeconds(3));
        }
        assertThat(asked).doesNotContain("/keys");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "http://k8s.example/keys", "file:///etc/passwd", "/keys", "ftp://localhost/keys" })
    void are_not_fetched_from_what_is_no_https_url(String uri) {
        discovery.put("jwks_uri", uri);

        cannotBeHad(cluster(), "one");
    }

    @Test
    void are_not_fetched_through_a_redirect_and_not_beyond_64_kilobytes() {
        answer = request -> request.response().setStatusCode(302).putHeader("Location", url() + "/elsewhere").end();
        cannotBeHad(cluster(), "one");
        assertThat(asked).containsExactly("/.well-known/openid-configuration");
        answer = this::well;
        jwks = " ".repeat(70_000) + jwks;
        clock.advance(Duration.ofSeconds(3));
        cannotBeHad(cluster(), "one");
    }

    @Test
    void are_not_waited_for_beyond_three_seconds() {
        answer = request -> {
        };
        ClusterKeys impatient = new ClusterKeys(new ClusterFetch(vertx), clock);
        long start = System.nanoTime();

        assertThatThrownBy(() -> impatient.of(cluster(), "one").await().atMost(PATIENCE))
                .isInstanceOf(UnavailableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
    }

    @Test
    void verify_nothing_where_they_are_symmetric() {
        OctetSequenceJsonWebKey oct = new OctetSequenceJsonWebKey(new HmacKey("a key of thirty-two bytes or more".getBytes()));
        oct.setKeyId("one");
        jwks = new JsonWebKeySet(oct).toJson(OutputControlLevel.INCLUDE_SYMMETRIC);
        JsonWebKeySet set = keys.of(cluster(), "one").await().atMost(PATIENCE);
        SignedJwt jwt = SignedJwt.read(Jws.forge(java.util.Map.of("alg", "RS256", "kid", "one"), new JsonObject(), "AA"))
                .orElseThrow();

        assertThat(set.getJsonWebKeys()).hasSize(1);
        assertThat(ClientAssertions.signed(jwt, set)).isFalse();
    }

    @Test
    void are_read_over_tls_by_the_certificates_and_the_token_that_the_files_hold_now(@TempDir Path folder) throws Exception {
        Path store = Certificates.store("CN=localhost", "-ext", "san=dns:localhost");
        HttpServer tls = listen(new HttpServerOptions().setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(Certificates.PASSWORD)));
        String url = "https://localhost:" + tls.actualPort();
        answer = request -> request.response()
                .setStatusCode("Bearer second".equals(request.getHeader("Authorization")) ? 200 : 401).end(jwks);
        Path ca = folder.resolve("ca.crt");
        Path token = Files.writeString(folder.resolve("token"), "first\n");

        cannotBeHad(cluster(url, Optional.empty(), Optional.of(token)), "one");
        assertThat(asked).as("nobody vouches for the server").isEmpty();
        Cluster cluster = new Cluster("other", url, Optional.of(url + "/keys"), "signet", Optional.of(ca), Optional.of(token));
        cannotBeHad(cluster, "one");
        Files.writeString(ca, Certificates.pem(Certificates.in(store)));
        clock.advance(Duration.ofSeconds(3));
        cannotBeHad(cluster, "one");
        assertThat(asked).as("the first token was refused").hasSize(1);
        Files.writeString(token, "second\n");
        clock.advance(Duration.ofSeconds(3));
        assertThat(kids(cluster, "one")).containsExactly("one");
    }
}
