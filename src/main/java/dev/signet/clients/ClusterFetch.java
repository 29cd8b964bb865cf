package dev.signet.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.jose4j.jwk.JsonWebKeySet;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.core.Vertx;

/**
 * Fetches the keys of a cluster's issuer: from {@code jwks-uri}, else from where its discovery document says (OpenID Connect
 * Discovery 1.0 §4). An operator named the cluster, so its address may be a private one. Certificates and the Bearer token are
 * read each time: Kubernetes replaces both.
 */
final class ClusterFetch {
    private static final Duration TIME_OUT = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Duration timeOut;

    ClusterFetch(Vertx vertx) {
        this(vertx, TIME_OUT);
    }

    ClusterFetch(Vertx vertx, Duration timeOut) {
        this.vertx = vertx;
        this.timeOut = timeOut;
    }

    /** @return the set within 3 s */
    @CheckReturnValue
    Uni<JsonWebKeySet> fetch(Cluster cluster) {
        return bearer(cluster).chain(bearer -> fetch(cluster, bearer)).ifNoItem().after(timeOut).failWith(BoundedGet::late);
    }

    private Uni<Optional<String>> bearer(Cluster cluster) {
        if (cluster.tokenFile().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Path file = cluster.tokenFile().get();
        return vertx.executeBlocking(() -> Optional.of("Bearer " + Files.readString(file).strip()), false);
    }

    /** A connection pool for the one occasion: it trusts what the file says now. */
    private Uni<JsonWebKeySet> fetch(Cluster cluster, Optional<String> bearer) {
        BoundedGet get = new BoundedGet(vertx, trust(cluster));
        Function<String, Uni<String>> read = url -> get.get(target(url, bearer), timeOut);
        return jwksUri(cluster, read).chain(read::apply).map(JwksFetch::parse).onTermination().invoke(get::close);
    }

    private static HttpClientOptions trust(Cluster cluster) {
        HttpClientOptions options = new HttpClientOptions();
        cluster.caFile().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    private static RequestOptions target(String url, Optional<String> bearer) {
        RequestOptions target = new RequestOptions().setAbsoluteURI(url);
        bearer.ifPresent(value -> target.putHeader("Authorization", value));
        return target;
    }

    private static Uni<String> jwksUri(Cluster cluster, Function<String, Uni<String>> read) {
        return cluster.jwksUri().map(uri -> Uni.createFrom().item(uri))
                .orElseGet(() -> read.apply(cluster.discovery()).map(document -> jwksUri(document, cluster.issuer())));
    }

    /** §4.3: a document that names another issuer is not this one's. Nor does https lead to http. */
    private static String jwksUri(String document, String issuer) {
        JsonObject metadata = parse(document);
        if (!issuer.equals(metadata.getValue("issuer"))) {
            throw new IllegalStateException("its discovery document is of another issuer");
        }
        if (!(metadata.getValue("jwks_uri") instanceof String uri) || !UriRules.isWeb(uri)
                || issuer.startsWith("https:") && !UriRules.isHttps(uri)) {
            throw new IllegalStateException("its discovery document has no jwks_uri that is an https URL");
        }
        return uri;
    }

    private static JsonObject parse(String document) {
        try {
            return new JsonObject(document);
        } catch (DecodeException e) {
            throw new IllegalStateException("its discovery document is not JSON");
        }
    }
}
