package dev.signet.proof;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

/**
 * What stands before the replicas: hands requests on in turn, streams too. {@code /for/<name>/…} is {@code /…}, counted under
 * the name. A path can be cut, as by a broken network.
 */
final class Front implements AutoCloseable {
    private static final Pattern NAMED = Pattern.compile("/for/([^/]+)(/.*)");
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "transfer-encoding", "content-length");
    private static final int CONNECTIONS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
    private final URI uri;
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Map<HttpServerResponse, String> open = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> replicas = List.of();

    Front(int port) {
        uri = URI.create("http://localhost:" + port);
        vertx.createHttpServer().requestHandler(this::take).listen(port).toCompletionStage().toCompletableFuture().join();
    }

    URI uri() {
        return uri;
    }

    void to(List<URI> these) {
        replicas = these;
    }

    /** @return how many requests went to a path under the name */
    int count(String name, String path) {
        return counts.getOrDefault(name + path, new AtomicInteger()).get();
    }

    /** Ends what is open at the path, and lets nothing through any more. */
    void cut(String path) {
        cut.add(path);
        open.forEach((response, at) -> {
            if (at.equals(path)) {
                response.reset();
            }
        });
    }

    void mend(String path) {
        cut.remove(path);
    }

    private void take(HttpServerRequest request) {
        Matcher named = NAMED.matcher(request.uri());
        String target = named.matches() ? named.group(2) : request.uri();
        String path = target.split("\\?", 2)[0];
        if (named.matches()) {
            counts.computeIfAbsent(named.group(1) + path, at -> new AtomicInteger()).incrementAndGet();
        }
        HttpServerResponse response = request.response();
        if (cut.contains(path) || replicas.isEmpty()) {
            response.setStatusCode(503).end();
            return;
        }
        open.put(response, path);
        response.endHandler(ended -> open.remove(response));
        response.closeHandler(closed -> open.remove(response));
        request.body().compose(body -> hand(request, target, body)).onFailure(e -> response.reset());
    }

    private Future<Void> hand(HttpServerRequest request, String target, Buffer body) {
        URI replica = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
        RequestOptions options = new RequestOptions().setHost(replica.getHost()).setPort(replica.getPort())
                .setMethod(request.method()).setURI(target);
        request.headers().forEach((name, value) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                options.addHeader(name, value);
            }
        });
        return client.request(options).compose(call -> answer(call, body, request.response()));
    }

    private Future<Void> answer(HttpClientRequest call, Buffer body, HttpServerResponse response) {
        response.closeHandler(closed -> {
            open.remove(response);
            call.reset();
        });
        return call.send(body).compose(answer -> pass(answer, response));
    }

    private Future<Void> pass(HttpClientResponse answer, HttpServerResponse response) {
        response.setStatusCode(answer.statusCode());
        answer.headers().forEach((name, value) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                response.putHeader(name, value);
            }
        });
        response.setChunked(answer.statusCode() != 304 && answer.statusCode() != 204);
        return answer.pipeTo(response);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
