package dev.signet.http;

import java.net.InetAddress;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.RoutingContext;

/**
 * Whose address a call comes from: the peer's, unless the peer is a trusted proxy; then the right-most hop that is not
 * one, because only what a trusted proxy wrote is true. What can't be read is the peer: it must never be free.
 */
@Singleton
public class ClientAddresses {
    private static final String TRUSTED_PROXIES = "signet.http.trusted-proxies";

    private final List<AddressRange> trusted;
    private final ForwardedHeader header;

    ClientAddresses(HttpConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of()).stream().map(ClientAddresses::range).toList();
        this.header = config.forwardedHeader();
    }

    private static AddressRange range(String text) {
        return AddressRange.read(text).orElseThrow(() -> new ConfigurationException(
                "%s: '%s' is neither an IP address nor a CIDR range such as 10.0.0.0/8".formatted(TRUSTED_PROXIES, text)));
    }

    /** Makes the bean at start, so that a bad range refuses the start and not the first call. */
    void start(@Observes StartupEvent event) {
    }

    /** @return the caller's address, as far as the trusted proxies tell it */
    public ClientAddress current(RoutingContext call) {
        ClientAddress peer = ClientAddress.parse(call.request().remoteAddress().hostAddress());
        return isTrusted(peer) ? behind(peer, call.request().headers().getAll(header.header())) : peer;
    }

    public InetAddress of(RoutingContext call) {
        return current(call).inetAddress();
    }

    /** @return whether what the peer says of its caller is to be believed */
    boolean fromTrustedProxy(RoutingContext call) {
        return isTrusted(ClientAddress.parse(call.request().remoteAddress().hostAddress()));
    }

    boolean trustsNobody() {
        return trusted.isEmpty();
    }

    ClientAddress behind(ClientAddress peer, List<String> lines) {
        return lines.isEmpty() ? peer : header.hops(lines).flatMap(this::rightMostUntrusted).orElse(peer);
    }

    /** @return the left-most hop if all are trusted proxies: one of them made the call itself */
    private Optional<ClientAddress> rightMostUntrusted(List<String> hops) {
        Optional<ClientAddress> caller = Optional.empty();
        for (ListIterator<String> hop = hops.listIterator(hops.size()); hop.hasPrevious();) {
            caller = Hop.address(hop.previous());
            if (caller.filter(this::isTrusted).isEmpty()) {
                return caller;
            }
        }
        return caller;
    }

    private boolean isTrusted(ClientAddress address) {
        return trusted.stream().anyMatch(range -> range.holds(address));
    }
}
