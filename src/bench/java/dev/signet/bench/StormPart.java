package dev.signet.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.signet.proof.Load;

/** Tokens for a client, over 32 connections, alone and while more people sign in than can be hashed. */
final class StormPart implements Parts.Part {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final Duration LEAD = Duration.ofSeconds(2);
    private static final double BOUND = 2;

    @Override
    public void run(Rig rig, Results results) {
        long pid = rig.service().pid();
        try (Load tokens = rig.load(); Load people = rig.load()) {
            Workload mint = new Requests(rig.http(), tokens).clientCredentials("RS256");
            Workload signIns = new Requests(rig.http(), people).signIns();
            Gauge gauge = new Gauge(tokens, pid, rig.stores());
            Object unused = gauge.run(WARM_UP, mint);
            Measured alone = gauge.run(MEASURED, mint).as("tokens without a storm", WARM_UP.toSeconds());
            CompletableFuture<Gauge.Window> storm = CompletableFuture.supplyAsync(
                    () -> new Gauge(people, pid, rig.stores()).run(MEASURED.plus(LEAD.multipliedBy(2)), signIns));
            Object unused2 = gauge.run(LEAD, mint);
            Measured stormed = gauge.run(MEASURED, mint).as("tokens in a storm", WARM_UP.toSeconds());
            Gauge.Window signedIn = storm.join();
            results.add(alone);
            results.add(stormed);
            Results.say("  the storm: %d sign-ins and %d answered 503 in %.0f s; p99 of a sign-in %.0f ms",
                    signedIn.latencies().count(), signedIn.shed(), signedIn.seconds(), signedIn.latencies().p99());
            results.target("p99 of a token in a storm", BOUND + " × without", stormed.p99(), BOUND * alone.p99(), "ms");
        }
    }
}
