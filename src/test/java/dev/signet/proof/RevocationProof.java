package dev.signet.proof;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.signet.testing.HttpAnswer;

/** From the 2xx of a revocation to the refusal of the last of 20 verifiers, subscribed at two replicas under load. */
final class RevocationProof implements Proof {
    private static final int VERIFIERS = 20;
    private static final int WITH_PUSH = 240;
    private static final int WITHOUT = 80;
    private static final int LIVE = 32;
    private static final Duration TTL = Duration.ofSeconds(5);
    private static final double PUSH_BOUND = 250;
    private static final double LIST_BOUND = TTL.toMillis() + 1_000;
    private static final String FEED = "/oauth2/revocations";

    private final Table table = new Table("scenario", "revocations", "p50", "p99", "max", "bound of p99",
            "live tokens verified",
            "refused", "503");
    private Findings findings;
    private Verifiers verifiers;

    /**
     * @param lanes revoke at the same time
     * @param pause of a lane before each of its revocations, at most
     * @param looks how often a revoked token is shown
     */
    private record Scenario(String name, int lanes, Duration pause, Duration looks, double bound) {
    }

    @Override
    public void run(Findings said) {
        findings = said;
        Map<String, String> settings = Map.of("SIGNET_REVOCATION_STATUS_TTL", TTL.toString(),
                "SIGNET_TOKENS_ACCESS_LIFETIME", "PT30M");
        try (Replicas replicas = new Replicas(settings)) {
            Revocables revocables = new Revocables(replicas);
            Deque<Revocable> tokens = new ConcurrentLinkedDeque<>(revocables.make(3 * WITH_PUSH + WITHOUT + LIVE));
            List<String> live = IntStream.range(0, LIVE).mapToObj(i -> tokens.pollLast().token()).toList();
            try (Verifiers subscribed = new Verifiers(VERIFIERS, replicas, live);
                    ServiceLoad load = new ServiceLoad(replicas)) {
                verifiers = subscribed;
                findings.say("  %d verifiers, streams at the replicas: %s", VERIFIERS,
                        replicas.gauge("signet_signals_streams"));
                scenarios(replicas, tokens);
                findings.table(table);
                findings.say("  meanwhile %,d tokens were minted at the two replicas", load.minted());
            }
        }
    }

    private void scenarios(Replicas replicas, Deque<Revocable> tokens) {
        Scenario push = new Scenario("push", 2, Duration.ofMillis(80), Duration.ofMillis(1), PUSH_BOUND);
        measure(push, tokens, WITH_PUSH);

        replicas.front().cut(FEED);
        verifiers.awaitSilence();
        measure(new Scenario("push cut, status list", 10, Duration.ofSeconds(3), Duration.ofMillis(20), LIST_BOUND), tokens,
                WITHOUT);
        replicas.front().mend(FEED);
        verifiers.awaitFeed();

        replicas.stores().stopRedis();
        measure(named("push, Redis stopped", push), tokens, WITH_PUSH);
        replicas.stores().startRedis();

        CompletableFuture<Void> flushing = CompletableFuture.runAsync(() -> flush(replicas));
        measure(named("push, Redis flushed", push), tokens, WITH_PUSH);
        flushing.cancel(true);
    }

    private static Scenario named(String name, Scenario like) {
        return new Scenario(name, like.lanes(), like.pause(), like.looks(), like.bound());
    }

    private static void flush(Replicas replicas) {
        for (int i = 0; i < 100; i++) {
            replicas.stores().flushRedis();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void measure(Scenario scenario, Deque<Revocable> tokens, int count) {
        Deque<Revocable> due = new ConcurrentLinkedDeque<>();
        for (int i = 0; i < count; i++) {
            due.add(tokens.pop());
        }
        findings.demand(scenario.name() + ": every token is accepted by every verifier before",
                due.stream().allMatch(token -> verifiers.accept(token.token())));
        Watch watch = new Watch(verifiers.all(), scenario.looks());
        List<CompletableFuture<Void>> lanes = IntStream.range(0, scenario.lanes())
                .mapToObj(lane -> CompletableFuture.runAsync(() -> revokeAll(due, watch, scenario),
                        task -> new Thread(task).start()))
                .toList();
        lanes.forEach(CompletableFuture::join);
        watch.close();
        judge(scenario, watch);
    }

    private static void revokeAll(Deque<Revocable> due, Watch watch, Scenario scenario) {
        for (Revocable token = due.poll(); token != null; token = due.poll()) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(scenario.pause().toNanos()));
            HttpAnswer answer = token.call().get().send();
            watch.revoked(token.token());
            if (answer.status() < 200 || answer.status() > 204) {
                throw new IllegalStateException(token + " was answered " + answer);
            }
        }
    }

    private void judge(Scenario scenario, Watch watch) {
        Latencies times = watch.latencies();
        Verifiers.Counts live = verifiers.counts();
        table.line(scenario.name(), times.count(), millis(times.p50()), millis(times.p99()), millis(times.max()),
                millis(scenario.bound()), live.accepted(), live.refused(), live.unavailable());
        findings.bound(scenario.name() + ": p99", times.p99(), scenario.bound(), "ms");
        findings.demand(scenario.name() + ": all refused by all, no live token refused",
                watch.givenUp() == 0 && live.refused() == 0);
    }

    private static String millis(double value) {
        return String.format("%,.0f ms", value);
    }
}
