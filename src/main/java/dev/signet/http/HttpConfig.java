package dev.signet.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may tell a caller's address, and how long a caller may take. */
@ConfigMapping(prefix = "signet.http")
interface HttpConfig {

    /**
     * Addresses and CIDR ranges of the proxies in front of Signet, comma-separated. Only they are believed when they tell
     * whose call they pass on. None by default: then the peer is the caller.
     */
    Optional<List<String>> trustedProxies();

    /** Which header the trusted proxies write: one only, because the other then passes through as the caller sent it. */
    @WithDefault("x-forwarded-for")
    ForwardedHeader forwardedHeader();

    /**
     * The header in which the trusted proxies pass on the certificate of the client's TLS connection, as RFC 9440
     * ({@code Client-Cert}) or as URL-encoded PEM (nginx's {@code $ssl_client_escaped_cert}). They must overwrite what a caller
     * sent in it. None by default: then no call has a certificate.
     */
    Optional<String> clientCertificateHeader();

    /** How long a body may take to arrive, as a duration; later the call is answered 408. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** How long the service may work at a call, as a duration; later the call is answered 503. */
    @WithDefault("4500ms")
    Duration deadline();
}
