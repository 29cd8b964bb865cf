package dev.signet.proof;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.signet.local.Await;
import dev.signet.testing.Admin;
import dev.signet.verifier.ResourceRequest;
import dev.signet.verifier.TokenVerifier;
import dev.signet.verifier.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Resource servers' verifiers, subscribed through the front, which are shown live tokens all the time. */
final class Verifiers implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(2);

    private final List<TokenVerifier> verifiers;
    private final List<String> live;
    private final Thread verifying = new Thread(this::verifyOn, "verifying");
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private volatile boolean closed;

    /** @param live tokens that nobody revokes */
    Verifiers(int count, Replicas replicas, List<String> live) {
        JsonObject client = Admin.at(replicas.a()).register(new JsonObject().put("client_name", "resource servers")
                .put("grant_types", new JsonArray().add("client_credentials")));
        this.live = live;
        this.verifiers = IntStream.range(0, count).mapToObj(i -> TokenVerifier.builder(replicas.issuer())
                .audience(replicas.issuer()).feed(client.getString("client_id"), client.getString("client_secret")).build())
                .toList();
        awaitFeed();
        verifying.setDaemon(true);
        verifying.start();
    }

    /** @return what a resource server is sent */
    static ResourceRequest bearing(String token) {
        return new ResourceRequest("GET", "http://localhost/", List.of("Bearer " + token), List.of());
    }

    List<TokenVerifier> all() {
        return verifiers;
    }

    /** Waits until each has heard all. */
    void awaitFeed() {
        Await.until(START, "the feed to be heard by all", () -> verifiers.stream().allMatch(Verifiers::hears));
    }

    /** Waits until none goes by the feed any more. */
    void awaitSilence() {
        Await.until(START, "the feed to be heard by none",
                () -> verifiers.stream().allMatch(v -> v.ages().feed().filter(age -> age.toSeconds() < 4).isEmpty()));
    }

    private static boolean hears(TokenVerifier verifier) {
        return verifier.ages().feed().filter(age -> age.compareTo(FRESH) < 0).isPresent();
    }

    private void verifyOn() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!closed) {
            TokenVerifier verifier = verifiers.get(random.nextInt(verifiers.size()));
            Verification found = verifier.verify(bearing(live.get(random.nextInt(live.size()))));
            found.fold(valid -> accepted, no -> refused, away -> unavailable).incrementAndGet();
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** @return whether every verifier accepts the token, as it must before the token is revoked */
    boolean accept(String token) {
        return verifiers.stream().allMatch(v -> v.verify(bearing(token)) instanceof Verification.Valid);
    }

    /** @return how many live tokens were accepted, refused and not judged (503), since the last time */
    Counts counts() {
        return new Counts(accepted.getAndSet(0), refused.getAndSet(0), unavailable.getAndSet(0));
    }

    record Counts(long accepted, long refused, long unavailable) {
    }

    @Override
    public void close() {
        closed = true;
        verifiers.forEach(TokenVerifier::close);
    }
}
