package dev.signet.outbox;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Origin;
import dev.signet.clients.PublicTargets;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/** POSTs to where a client's metadata say. No redirect is followed. */
@ApplicationScoped
public class ClientPosts {
    private static final Duration TIME_OUT = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 4096;
    private static final int BAD_REQUEST = 400;

    private final PublicTargets targets;
    private final HttpClient http;

    ClientPosts(PublicTargets targets, Vertx vertx) {
        this.targets = targets;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(Outbox.AT_ONCE).setMaxWaitQueueSize(200)
                        .setDecompressionSupported(false));
    }

    /**
     * @param status of the answer
     * @param text of a 400, which may say what is wrong; else empty
     */
    public record Answer(int status, String text) {

        /** @return whether the client took it */
        public boolean success() {
            return status / 100 == 2;
        }
    }

    /**
     * @param uri an operator may name a service of the cluster; a client that registered itself, the public Internet only
     * @return the answer, within 3 s; fails with a sentence that quotes nothing of the call
     */
    @CheckReturnValue
    public Uni<Answer> post(Client client, String uri, Map<String, String> headers, String body) {
        return target(client, uri)
                .chain(target -> http.request(post(target, headers)))
                .chain(request -> request.send(body))
                .chain(ClientPosts::read)
                .ifNoItem().after(TIME_OUT).failWith(() -> new IllegalStateException("no answer"));
    }

    private Uni<RequestOptions> target(Client client, String uri) {
        return client.isOf(Origin.REGISTRATION) ? targets.of(uri)
                : Uni.createFrom().item(() -> new RequestOptions().setAbsoluteURI(uri).setFollowRedirects(false));
    }

    private static RequestOptions post(RequestOptions target, Map<String, String> headers) {
        RequestOptions post = target.setMethod(HttpMethod.POST).setConnectTimeout(TIME_OUT.toMillis())
                .setIdleTimeout(TIME_OUT.toMillis());
        headers.forEach(post::putHeader);
        return post;
    }

    private static Uni<Answer> read(HttpClientResponse response) {
        if (response.statusCode() != BAD_REQUEST) {
            return Uni.createFrom().item(new Answer(response.statusCode(), ""));
        }
        return response.toMulti()
                .collect().in(Buffer::buffer, ClientPosts::append)
                .map(text -> new Answer(BAD_REQUEST, text.toString()));
    }

    private static void append(Buffer text, Buffer part) {
        int room = MOST_BYTES - text.length();
        text.appendBuffer(part.length() <= room ? part : part.slice(0, room));
    }
}
