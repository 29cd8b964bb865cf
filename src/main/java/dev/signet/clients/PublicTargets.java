package dev.signet.clients;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;

/**
 * Where this service may be sent to on a client's word. The name is resolved first, every address of it must be public, and
 * the connection goes to the address that was judged: a name that changes its mind in between gains nothing.
 */
@ApplicationScoped
public class PublicTargets {
    private static final int HTTPS = 443;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Vertx vertx;
    private final boolean privateAddresses;

    @Inject
    PublicTargets(Vertx vertx, ClientsConfig config, @ConfigProperty(name = "signet.issuer") Optional<String> issuer) {
        this(vertx, config.jwksPrivateAddresses() && issuer.filter(PublicTargets::isThisMachine).isPresent());
    }

    /** @param privateAddresses whether this machine may be called, by http too */
    PublicTargets(Vertx vertx, boolean privateAddresses) {
        this.vertx = vertx;
        this.privateAddresses = privateAddresses;
    }

    private static boolean isThisMachine(String issuer) {
        URI uri = URI.create(issuer.strip());
        return "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
    }

    /** @return a request to the address that was judged, without a method; fails for anything that is not public */
    @CheckReturnValue
    public Uni<RequestOptions> of(String uri) {
        return Uni.createFrom().item(() -> judge(URI.create(uri))).chain(this::resolve);
    }

    private URI judge(URI uri) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean trial = privateAddresses && "http".equalsIgnoreCase(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
        if (uri.getHost() == null || uri.getUserInfo() != null || !https && !trial) {
            throw new IllegalStateException("it is not an https URL");
        }
        return uri;
    }

    private Uni<RequestOptions> resolve(URI uri) {
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
        return new RequestOptions().setSsl(https).setHost(uri.getHost()).setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false);
    }
}
