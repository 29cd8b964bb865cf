package dev.signet.clients;

import java.time.Duration;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/** Fetches a JWK set from where a client says (RFC 7591 §2 {@code jwks_uri}): public addresses only, no redirect. */
final class JwksFetch {
    private static final Duration TIME_OUT = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 1_500;
    private static final int MOST_BYTES = 65_536;
    private final PublicTargets targets;
    private final HttpClient client;

    JwksFetch(Vertx vertx, PublicTargets targets) {
        this.targets = targets;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(2).setMaxWaitQueueSize(20)
                .setKeepAlive(false).setDecompressionSupported(false));
    }

    /** @return the set within 2 s; any failure means that the client has no keys now */
    @CheckReturnValue
    Uni<JsonWebKeySet> fetch(String uri) {
        return targets.of(uri)
                .chain(target -> client.request(get(target)))
                .chain(request -> request.send())
                .chain(this::read)
                .map(JwksFetch::parse)
                .ifNoItem().after(TIME_OUT).fail();
    }

    private static RequestOptions get(RequestOptions target) {
        return target.setMethod(HttpMethod.GET).setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(TIME_OUT.toMillis())
                .putHeader("Accept", "application/jwk-set+json, application/json");
    }

    private Uni<String> read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return discard(response).chain(() -> Uni.createFrom()
                    .failure(new IllegalStateException("it answered " + response.statusCode())));
        }
        return response.toMulti()
                .collect().in(Buffer::buffer, JwksFetch::append)
                .onFailure().call(() -> discard(response))
                .map(Buffer::toString);
    }

    private static Uni<Void> discard(HttpClientResponse response) {
        return Uni.createFrom().voidItem().invoke(() -> response.exceptionHandler(cut -> {
        }).request().reset());
    }

    private static void append(Buffer body, Buffer part) {
        if (body.length() + part.length() > MOST_BYTES) {
            throw new IllegalStateException("it answered more than " + MOST_BYTES + " bytes");
        }
        body.appendBuffer(part);
    }

    static JsonWebKeySet parse(String json) {
        try {
            return new JsonWebKeySet(json);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalStateException("it is not a JWK set");
        }
    }

    void close() {
        client.closeAndForget();
    }
}
