package dev.signet.proof;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** Calls over connections that stay, on each of them one after the other. */
public final class Load implements AutoCloseable {
    private static final int SILENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    /** Of every call and its connection, so no answer comes on another thread than its call was made on. */
    private final Context loop = vertx.getOrCreateContext();
    private final List<URI> replicas;
    private final int lanes;
    private final HttpClient client;
    private final Map<Integer, HttpClient> elsewhere = new ConcurrentHashMap<>();

    /** @param lanes how many calls are under way at a time, over all replicas */
    public Load(List<URI> replicas, int lanes) {
        this.replicas = replicas;
        this.lanes = lanes;
        this.client = vertx.createHttpClient(options().setMaxPoolSize(lanes));
    }

    /** A call that nobody answers fails after a while; a connection is kept for as long as it is open. */
    private static HttpClientOptions options() {
        return new HttpClientOptions().setReadIdleTimeout(SILENCE_SECONDS).setKeepAliveTimeout(0);
    }

    public int lanes() {
        return lanes;
    }

    /** Lets a lane speak from a loopback address that nobody had before, over a connection of its own. */
    public void move(int lane) {
        HttpClientOptions options = options().setMaxPoolSize(1).setLocalAddress(Http.freshAddress());
        HttpClient former = elsewhere.put(lane, vertx.createHttpClient(options));
        if (former != null) {
            former.close();
        }
    }

    /**
     * @param most how many calls
     * @param limit begins none afterwards
     * @param call makes one for the lane
     * @return how many were made
     */
    public long run(long most, Duration limit, IntFunction<Future<?>> call) {
        AtomicLong begun = new AtomicLong();
        long end = System.nanoTime() + limit.toNanos();
        List<CompletableFuture<Void>> running = IntStream.range(0, lanes)
                .mapToObj(lane -> lane(lane, begun, most, end, call)).toList();
        running.forEach(CompletableFuture::join);
        return Math.min(most, begun.get());
    }

    private CompletableFuture<Void> lane(int lane, AtomicLong begun, long most, long end, IntFunction<Future<?>> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(begin -> next(lane, begun, most, end, call, done));
        return done;
    }

    private void next(int lane, AtomicLong begun, long most, long end, IntFunction<Future<?>> call,
            CompletableFuture<Void> done) {
        if (System.nanoTime() > end || begun.incrementAndGet() > most) {
            done.complete(null);
            return;
        }
        Future.succeededFuture().compose(begin -> call.apply(lane)).timeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                .onComplete(made -> {
                    if (made.failed()) {
                        done.completeExceptionally(made.cause());
                    } else {
                        next(lane, begun, most, end, call, done);
                    }
                });
    }

    /** @return the answer to a form with a client's Basic credentials; fails where it is not 200 */
    Future<JsonObject> form(int lane, String path, String clientId, String secret, String form) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return post(lane, path, "application/x-www-form-urlencoded", "Basic " + basic, Buffer.buffer(form));
    }

    /** @return the answer to a body; fails where it is not 200 */
    Future<JsonObject> json(int lane, String path, JsonObject body) {
        return post(lane, path, "application/json", "", body.toBuffer());
    }

    private Future<JsonObject> post(int lane, String path, String type, String authorization, Buffer body) {
        RequestOptions options = request(lane, HttpMethod.POST, path).putHeader("Content-Type", type);
        if (!authorization.isEmpty()) {
            options.putHeader("Authorization", authorization);
        }
        return send(lane, options, body).map(answer -> {
            if (answer.status() != 200) {
                throw new IllegalStateException("answered " + answer.status() + ": " + answer.body());
            }
            return answer.json();
        });
    }

    /** @return a request to the lane's replica, to which headers may be added; it may be sent many times */
    public RequestOptions request(int lane, HttpMethod method, String path) {
        URI replica = replicas.get(lane % replicas.size());
        return new RequestOptions().setMethod(method).setHost(replica.getHost()).setPort(replica.getPort()).setURI(path);
    }

    /** @return the answer, whatever its status */
    public Future<HttpAnswer> send(int lane, RequestOptions request, Buffer body) {
        return elsewhere.getOrDefault(lane, client).request(request).compose(open -> open.send(body)).compose(Load::read);
    }

    private static Future<HttpAnswer> read(HttpClientResponse response) {
        return response.body().map(body -> new HttpAnswer(response.statusCode(), response.headers(), body));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
