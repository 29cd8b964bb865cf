package dev.signet.clients;

import java.time.Duration;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/** Reads a small JSON text from somebody else's server: no redirect, no compression, 64 KiB at most. */
final class BoundedGet {
    private static final int CONNECT_MILLIS = 1_500;
    private static final int MOST_BYTES = 65_536;

    private final HttpClient client;

    BoundedGet(Vertx vertx, HttpClientOptions options) {
        this.client = vertx.createHttpClient(options.setMaxPoolSize(2).setMaxWaitQueueSize(20).setKeepAlive(false)
                .setDecompressionSupported(false));
    }

    /** @return the text of a 200 within the time; any other answer is a failure */
    @CheckReturnValue
    Uni<String> get(RequestOptions target, Duration timeOut) {
        return client.request(target.setMethod(HttpMethod.GET).setFollowRedirects(false).setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(timeOut.toMillis()).putHeader("Accept", "application/jwk-set+json, application/json"))
                .chain(request -> request.send())
                .chain(this::read)
                .ifNoItem().after(timeOut).failWith(BoundedGet::late);
    }

    static IllegalStateException late() {
        return new IllegalStateException("it did not answer in time");
    }

    private Uni<String> read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return discard(response).chain(() -> Uni.createFrom()
                    .failure(new IllegalStateException("it answered " + response.statusCode())));
        }
        return response.toMulti()
                .collect().in(Buffer::buffer, BoundedGet::append)
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

    void close() {
        client.closeAndForget();
    }
}
