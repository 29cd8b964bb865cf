package dev.signet.clients;

import java.time.Duration;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.core.Vertx;

/** Fetches a JWK set from where a client says (RFC 7591 §2 {@code jwks_uri}): public addresses only, no redirect. */
final class JwksFetch {
    private static final Duration TIME_OUT = Duration.ofSeconds(2);
    private final PublicTargets targets;
    private final BoundedGet get;

    JwksFetch(Vertx vertx, PublicTargets targets) {
        this.targets = targets;
        this.get = new BoundedGet(vertx, new HttpClientOptions());
    }

    /** @return the set within 2 s; any failure means that the client has no keys now */
    @CheckReturnValue
    Uni<JsonWebKeySet> fetch(String uri) {
        return targets.of(uri)
                .chain(target -> get.get(target, TIME_OUT))
                .map(JwksFetch::parse)
                .ifNoItem().after(TIME_OUT).failWith(BoundedGet::late);
    }

    static JsonWebKeySet parse(String json) {
        try {
            return new JsonWebKeySet(json);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalStateException("it is not a JWK set");
        }
    }

    void close() {
        get.close();
    }
}
