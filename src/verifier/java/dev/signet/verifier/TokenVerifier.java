package dev.signet.verifier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import dev.signet.verifier.Verification.Unavailable;
import dev.signet.verifier.Verification.Valid;

/**
 * Verifies Signet's access tokens at a resource server. One for the process, made when it starts; safe for many threads.
 *
 * <pre>{@code
 * TokenVerifier verifier = TokenVerifier.builder("https://id.example").audience("https://orders.example").build();
 * }</pre>
 *
 * <p>
 * What it needs of the issuer it fetches in the background, on daemon threads, so that a call is CPU only while that is
 * known. Where it is not, at the start or with a key, a list or a feed that is new, the first calls wait, each for
 * {@code patience} at most.
 */
public final class TokenVerifier implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TokenVerifier.class.getPackageName());
    private static final int THREADS = 2;
    private static final long TICK_MILLIS = 200;
    private static final int MOST_LOOKS = 8;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IssuerKeys keys;
    private final StatusLists lists;
    private final Optional<RevocationFeed> feed;
    private final Optional<RevocationCheck> revocation;
    private final AccessTokenCheck tokens;
    private final HolderCheck holders;
    private final SeenProofs proofs;
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(THREADS, TokenVerifier::daemon);

    TokenVerifier(Settings settings, Optional<SSLContext> tls, Optional<FeedSubscription> subscription,
            boolean ignoreRevocation, SeenProofs proofs) {
        HttpClient.Builder client = HttpClient.newBuilder().executor(background).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(2));
        tls.ifPresent(client::sslContext);
        IssuerHttp http = new IssuerHttp(client.build());
        this.keys = new IssuerKeys(settings, http);
        this.lists = new StatusLists(settings, http, keys);
        this.feed = subscription.map(who -> new RevocationFeed(settings, http, who.clientId(), who.clientSecret(),
                who.freshness()));
        this.revocation = ignoreRevocation ? Optional.empty() : Optional.of(new RevocationCheck(settings, lists, feed));
        this.tokens = new AccessTokenCheck(settings);
        this.holders = new HolderCheck(settings, proofs);
        this.proofs = proofs;
        var unused = background.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * @param issuer the URL that tokens name in {@code iss}: https, or http on a loopback host; no slash at its end
     */
    public static TokenVerifierBuilder builder(String issuer) {
        return new TokenVerifierBuilder(issuer);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "signet-verifier");
        thread.setDaemon(true);
        return thread;
    }

    private void tick() {
        try {
            keys.tick();
            lists.tick();
            feed.ifPresent(RevocationFeed::tick);
            proofs.sweep();
        } catch (RuntimeException e) {
            // else there would be no other tick
            LOG.log(Level.ERROR, "what runs in the background failed", e);
        }
    }

    /**
     * Judges a call. Blocks only where something has to be fetched first.
     *
     * @return what to answer; never null, never thrown
     */
    public Verification verify(ResourceRequest request) {
        return verifyAsync(request).join();
    }

    /** @param token what came as a Bearer token (RFC 6750 §2.1), by itself */
    public Verification verify(String token) {
        return verify(new ResourceRequest("", "", List.of("Bearer " + token), List.of()));
    }

    /** The same for an event loop: never blocks, and is done already where everything is known. */
    public CompletableFuture<Verification> verifyAsync(ResourceRequest request) {
        return look(request, 1);
    }

    private CompletableFuture<Verification> look(ResourceRequest request, int looks) {
        try {
            return CompletableFuture.completedFuture(new Valid(judge(request)));
        } catch (Refusal e) {
            return CompletableFuture.completedFuture(Challenge.of(e, request));
        } catch (Undecided e) {
            return e.awaited().filter(awaited -> looks < MOST_LOOKS)
                    .map(awaited -> awaited.thenCompose(done -> look(request, looks + 1)))
                    .orElseGet(() -> CompletableFuture.completedFuture(new Unavailable(e.getMessage(), RETRY_AFTER)));
        }
    }

    private VerifiedToken judge(ResourceRequest request) throws Refusal, Undecided {
        PresentedToken presented = request.token();
        CompactJwt jwt = tokens.read(presented.value());
        checkSignature(jwt);
        VerifiedToken token = tokens.check(jwt);
        Optional<DpopProof> proof = holders.check(token, presented, request);
        if (revocation.isPresent()) {
            revocation.get().check(token);
        }
        if (proof.isPresent()) {
            holders.spend(proof.get());
        }
        return token;
    }

    private void checkSignature(CompactJwt jwt) throws Refusal, Undecided {
        String kid = jwt.header().text("kid").orElseThrow(() -> Refusal.token("The token names no key."));
        VerificationKey key = keys.find(kid).orElseThrow(() -> Refusal.token("The token names no key of the issuer's."));
        if (!jwt.isSignedBy(key)) {
            throw Refusal.token("The signature of the token does not hold.");
        }
    }

    /** @return how old is what it goes by */
    public Ages ages() {
        return new Ages(keys.age(), feed.flatMap(RevocationFeed::age), lists.ages());
    }

    /** Ends what runs in the background. From then on it is unavailable, sooner or later. */
    @Override
    public void close() {
        feed.ifPresent(RevocationFeed::close);
        background.shutdownNow();
    }
}
