package dev.signet.verifier;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLContext;

/** Says what a {@link TokenVerifier} goes by. Issuer and audience are REQUIRED, the rest has defaults. */
public final class TokenVerifierBuilder {
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(5);
    private static final Duration LEAST_KNOWN_GOOD = Duration.ofSeconds(10);

    private final String issuer;
    private final Set<String> audience = new HashSet<>();
    private Set<String> types = Set.of("at+jwt");
    private Duration skew = Duration.ofSeconds(30);
    private Duration lastKnownGood = Duration.ofMinutes(5);
    private Duration patience = Duration.ofSeconds(2);
    private boolean requireStatus;
    private boolean ignoreRevocation;
    private Optional<FeedSubscription> feed = Optional.empty();
    private Optional<SSLContext> tls = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private int proofs = 100_000;

    TokenVerifierBuilder(String issuer) {
        this.issuer = issuer;
        URI url = URI.create(issuer);
        require(url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null && !issuer.endsWith("/"),
                "the issuer is an absolute URL without a slash at its end: " + issuer);
        require("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())),
                "the issuer is https, or http on a loopback host: " + issuer);
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Whom a token must be for: one of these has to be in {@code aud}. REQUIRED. */
    public TokenVerifierBuilder audience(String... accepted) {
        audience.addAll(List.of(accepted));
        return this;
    }

    /**
     * Which {@code typ} an access token may have, {@code at+jwt} by default. {@code JWT} is for clients that were switched to
     * it;
     * an ID token does not pass all the same, as it names no {@code client_id}.
     */
    public TokenVerifierBuilder types(String... accepted) {
        types = Set.copyOf(Arrays.stream(accepted).map(type -> type.toLowerCase(Locale.ROOT)).toList());
        return this;
    }

    /** How far the clocks may differ, 30 s by default, 5 min at most. */
    public TokenVerifierBuilder skew(Duration accepted) {
        require(!accepted.isNegative() && accepted.compareTo(LONGEST_SKEW) <= 0, "the skew is 0 to 5 minutes");
        skew = accepted;
        return this;
    }

    /**
     * The policy for the time when the issuer is away, 5 min by default, 10 s at least: keys, lists and feed serve as last
     * known
     * good for that long after the issuer last confirmed them. Then it is {@link Verification.Unavailable}.
     */
    public TokenVerifierBuilder lastKnownGood(Duration bound) {
        require(bound.compareTo(LEAST_KNOWN_GOOD) >= 0, "lastKnownGood is 10 s at least");
        lastKnownGood = bound;
        return this;
    }

    /** How long a call waits at most for each thing that the issuer has to tell first, 2 s by default. */
    public TokenVerifierBuilder patience(Duration bound) {
        require(!bound.isNegative(), "patience is not negative");
        patience = bound;
        return this;
    }

    /** Refuses tokens that name no status list. By default they are good until they expire, where no feed is subscribed to. */
    public TokenVerifierBuilder requireStatus() {
        requireStatus = true;
        return this;
    }

    /** Asks neither list nor feed: a revoked token is good until it expires. */
    public TokenVerifierBuilder ignoreRevocation() {
        ignoreRevocation = true;
        return this;
    }

    /** Subscribes to the feed of revocations, as a confidential client that may introspect. */
    public TokenVerifierBuilder feed(String clientId, String clientSecret) {
        return feed(clientId, clientSecret, Duration.ofSeconds(3));
    }

    /** @param freshness how long after a mark the feed counts as heard: three heartbeats of the issuer's */
    public TokenVerifierBuilder feed(String clientId, String clientSecret, Duration freshness) {
        feed = Optional.of(new FeedSubscription(clientId, clientSecret, freshness));
        return this;
    }

    /** Whom to trust for the issuer's TLS certificate, and what to show it: the JDK's own by default. */
    public TokenVerifierBuilder sslContext(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    /** How many DPoP proofs are remembered at once, 100,000 by default; with more within 2 minutes it is unavailable. */
    public TokenVerifierBuilder rememberedProofs(int most) {
        require(most > 0, "one proof at least is remembered");
        proofs = most;
        return this;
    }

    /** For tests. */
    public TokenVerifierBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /** @return the verifier, which begins at once to fetch what it needs, in the background */
    public TokenVerifier build() {
        require(!audience.isEmpty(), "an audience is needed");
        require(!ignoreRevocation || (feed.isEmpty() && !requireStatus),
                "ignoreRevocation stands alone, without feed and requireStatus");
        Settings settings = new Settings(issuer, Set.copyOf(audience), types, skew, lastKnownGood, patience, requireStatus,
                clock);
        return new TokenVerifier(settings, tls, feed, ignoreRevocation, new SeenProofs(proofs, clock));
    }
}
