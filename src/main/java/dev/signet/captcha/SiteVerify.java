package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;

import dev.signet.http.ClientAddress;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/**
 * The call that Turnstile, hCaptcha and reCAPTCHA share: a form of {@code secret}, {@code response} and {@code
 * remoteip}, answered by JSON. Follows no redirect: the secret is for one address only.
 */
final class SiteVerify {
    private static final Duration TIME_OUT = Duration.ofSeconds(2);
    /** Less than the whole, so that nobody has left when a connection comes. */
    private static final int CONNECT_MILLIS = 1_500;
    private static final int MAX_ANSWER_BYTES = 16_384;

    private final HttpClient client;
    private final URI url;
    private final String secret;

    SiteVerify(Vertx vertx, URI url, String secret) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(20).setMaxWaitQueueSize(200));
        this.url = url;
        this.secret = secret;
    }

    /**
     * @return what the service says, within 2 s; any failure means that it is away
     */
    @CheckReturnValue
    Uni<SiteVerifyAnswer> ask(String token, ClientAddress from) {
        return client.request(options())
                .chain(request -> request.send(form(token, from)))
                .chain(SiteVerify::read)
                .ifNoItem().after(TIME_OUT)
                .failWith(() -> new IllegalStateException("it did not answer within " + TIME_OUT.toSeconds() + " s"));
    }

    private RequestOptions options() {
        return new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url.toString()).setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(TIME_OUT.toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded").putHeader("Accept", "application/json");
    }

    private String form(String token, ClientAddress from) {
        return "secret=" + encode(secret) + "&response=" + encode(token) + "&remoteip=" + encode(from.text());
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    /** 4xx is about what was sent, so about the token; whoever sends a bad one must not be able to call the service away. */
    private static Uni<SiteVerifyAnswer> read(HttpClientResponse response) {
        int status = response.statusCode();
        if (status >= 400 && status < 500 && status != 429) {
            return discard(response).replaceWith(SiteVerifyAnswer.REFUSED);
        }
        if (status != 200) {
            return discard(response).chain(() -> Uni.createFrom().failure(new IllegalStateException("it answered " + status)));
        }
        return response.toMulti()
                .collect().in(Buffer::buffer, SiteVerify::append)
                .onFailure().call(() -> discard(response))
                .map(SiteVerifyAnswer::parse);
    }

    /** What is left unread would hold the connection; nobody needs to hear that it was cut. */
    private static Uni<Void> discard(HttpClientResponse response) {
        return Uni.createFrom().voidItem().invoke(() -> response.exceptionHandler(cut -> {
        }).request().reset());
    }

    private static void append(Buffer body, Buffer part) {
        if (body.length() + part.length() > MAX_ANSWER_BYTES) {
            throw new IllegalStateException("it answered more than " + MAX_ANSWER_BYTES + " bytes");
        }
        body.appendBuffer(part);
    }

    void close() {
        client.closeAndForget();
    }
}
