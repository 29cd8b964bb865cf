package dev.signet.proof;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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
final class Load implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<URI> replicas;
    private final int lanes;
    private final HttpClient client;

    /** @param lanes how many calls are under way at a time, over all replicas */
    Load(List<URI> replicas, int lanes) {
        this.replicas = replicas;
        this.lanes = lanes;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(lanes));
    }

    /**
     * @param most how many calls
     * @param limit begins none afterwards
     * @param call makes one for the lane
     * @return how many were made
     */
    long run(long most, Duration limit, IntFunction<Future<?>> call) {
        AtomicLong begun = new AtomicLong();
        long end = System.nanoTime() + limit.toNanos();
        List<CompletableFuture<Void>> running = IntStream.range(0, lanes)
                .mapToObj(lane -> lane(lane, begun, most, end, call)).toList();
        running.forEach(CompletableFuture::join);
        return Math.min(most, begun.get());
    }

    private CompletableFuture<Void> lane(int lane, AtomicLong begun, long most, long end, IntFunction<Future<?>> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        next(lane, begun, most, end, call, done);
        return done;
    }

    private void next(int lane, AtomicLong begun, long most, long end, IntFunction<Future<?>> call,
            CompletableFuture<Void> done) {
        if (System.nanoTime() > end || begun.incrementAndGet() > most) {
            done.complete(null);
            return;
        }
        call.apply(lane).onComplete(made -> {
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
        URI replica = replicas.get(lane % replicas.size());
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setHost(replica.getHost())
                .setPort(replica.getPort()).setURI(path).putHeader("Content-Type", type);
        if (!authorization.isEmpty()) {
            options.putHeader("Authorization", authorization);
        }
        return client.request(options).compose(request -> request.send(body)).compose(Load::read);
    }

    private static Future<JsonObject> read(HttpClientResponse response) {
        return response.body().map(body -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("answered " + response.statusCode() + ": " + body);
            }
            return body.toJsonObject();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
