package dev.signet.clients;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/**
 * Fetches a JWK set from where a client says (RFC 7591 §2 {@code jwks_uri}). The name is resolved first, every address of
 * it must be public, and the connection goes to the address that was judged: a name that changes its mind in
 * between gains nothing. Follows no redirect.
 */
final class JwksFetch {
    private static final Duration TIME_OUT = Duration.ofSeconds(2);
    private static final int CONNECT_MILLIS = 1_500;
    private static final int MOST_BYTES = 65_536;
    private static final int HTTPS = 443;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Vertx vertx;
    private final HttpClient client;
    private final boolean privateAddresses;

    /** @param privateAddresses whether this machine may be asked, by http too */
    JwksFetch(Vertx vertx, boolean privateAddresses) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(2).setMaxWaitQueueSize(20)
                .setKeepAlive(false).setDecompressionSupported(false));
        this.privateAddresses = privateAddresses;
    }

    /** @return the set within 2 s; any failure means that the client has no keys now */
    @CheckReturnValue
    Uni<JsonWebKeySet> fetch(String uri) {
        return Uni.createFrom().item(() -> judge(URI.create(uri)))
                .chain(this::connect)
                .chain(request -> client.request(request))
                .chain(request -> request.send())
                .chain(this::read)
                .map(JwksFetch::parse)
                .ifNoItem().after(TIME_OUT).fail();
    }

    private URI judge(URI uri) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean trial = privateAddresses && "http".equalsIgnoreCase(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
        if (uri.getHost() == null || uri.getUserInfo() != null || !https && !trial) {
            throw new IllegalStateException("it is not an https URL");
        }
        return uri;
    }

    private Uni<RequestOptions> connect(URI uri) {
        return vertx.executeBlocking(() -> resolve(uri.getHost()), false).map(address -> options(uri, address));
    }

    private InetAddress resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
        if (!addresses.stream()
                .allMatch(address -> PublicAddress.is(address) || privateAddresses && address.isLoopbackAddress())) {
            throw new IllegalStateException("it leads to an address that is not public");
        }
        return addresses.get(0);
    }

    /** The host is what the certificate must name, the server is where the connection goes. */
    private static RequestOptions options(URI uri, InetAddress address) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() < 0 ? https ? HTTPS : 80 : uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions().setMethod(HttpMethod.GET).setSsl(https).setHost(uri.getHost()).setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false).setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(TIME_OUT.toMillis())
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
