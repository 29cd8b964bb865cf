package dev.signet.testing;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;

/**
 * Speaks HTTP/1.1 to one service, from any loopback address: limits count per address, and Linux lets a client bind
 * all of 127/8. Every request has a connection of its own, so that nothing is left of a service that went away.
 * Redirects are not followed. Safe for many threads.
 */
public final class Http {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, HttpClient> CLIENTS = new ConcurrentHashMap<>();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int CONNECT_MILLIS = 10_000;

    private final URI base;
    private final String address;

    private Http(URI base, String address) {
        this.base = base;
        this.address = address;
    }

    /** @return a client that speaks from 127.0.0.1 */
    public static Http to(URI base) {
        return new Http(base, "127.0.0.1");
    }

    /** @return a loopback address that no test of this JVM had before */
    public static String freshAddress() {
        int n = ADDRESSES.getAndIncrement();
        return "127." + (1 + n / 62_500) + "." + (1 + n / 250 % 250) + "." + (1 + n % 250);
    }

    /** @return a client for the same service that speaks from another address, e.g. {@code 127.0.3.7} */
    public Http from(String loopback) {
        return new Http(base, loopback);
    }

    /** @return a client for the same service that speaks from an address never used before */
    public Http fromFresh() {
        return from(freshAddress());
    }

    /** @return the address that this client speaks from */
    public String address() {
        return address;
    }

    /**
     * @param method any, e.g. {@code PATCH}
     * @param target path and query, sent as they are; an absolute URL goes to its own host
     */
    public HttpCall request(String method, String target) {
        URI absolute = destination(target);
        String path = absolute == base ? target : pathOf(absolute);
        return new HttpCall(client(), absolute.getHost(), absolute.getPort(), method, path);
    }

    /** @return host and port that a target is at */
    String authority(String target) {
        return destination(target).getAuthority();
    }

    private URI destination(String target) {
        return target.startsWith("http://") ? URI.create(target) : base;
    }

    public HttpAnswer get(String target) {
        return request("GET", target).send();
    }

    public HttpAnswer post(String target, JsonObject body) {
        return request("POST", target).json(body).send();
    }

    public HttpAnswer put(String target, JsonObject body) {
        return request("PUT", target).json(body).send();
    }

    public HttpAnswer delete(String target) {
        return request("DELETE", target).send();
    }

    /** Posts a form; see {@link HttpCall#form}. */
    public HttpAnswer postForm(String target, Map<String, String> fields) {
        return request("POST", target).form(fields).send();
    }

    private HttpClient client() {
        return CLIENTS.computeIfAbsent(address, from -> VERTX.createHttpClient(new HttpClientOptions()
                .setLocalAddress(from)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setKeepAlive(false)));
    }

    private static String pathOf(URI absolute) {
        String query = absolute.getRawQuery();
        return query == null ? absolute.getRawPath() : absolute.getRawPath() + "?" + query;
    }
}
