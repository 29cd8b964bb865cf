package dev.signet.proof;

import java.util.List;
import java.util.Map;

/** Refreshes against each other, and against a revocation, on two replicas. */
final class RacesProof implements Proof {
    private static final int REFRESHES = 1_000;
    private static final int TIMES = 3;
    private static final int ROUNDS = 1_000;
    private static final int PEOPLE = 4;

    @Override
    public void run(Findings findings) {
        try (Replicas replicas = new Replicas(Map.of())) {
            refreshes(replicas, findings);
            revocations(replicas, findings);
        }
    }

    private static void refreshes(Replicas replicas, Findings findings) {
        RefreshRaces races = new RefreshRaces(List.of(replicas.a(), replicas.b()), replicas.stores(), replicas.urls());
        for (int i = 0; i < TIMES; i++) {
            RefreshRaces.Outcome outcome = races.race(REFRESHES);
            findings.say("  %,d parallel refreshes of one token: %s", REFRESHES, outcome);
            findings.demand("one successor, one generation on",
                    outcome.successors().size() == 1 && outcome.generations() == 1);
            findings.demand("every answer is tokens, or 503", outcome.refreshed() + outcome.busy() == REFRESHES);
        }
    }

    private static void revocations(Replicas replicas, Findings findings) {
        RevokeRaces races = new RevokeRaces(replicas.a(), replicas.b());
        races.run(PEOPLE, ROUNDS);
        findings.say("%n  %,d rounds of three refreshes against one revocation: %,d refreshed before it, %,d refused", ROUNDS,
                races.refreshed(), races.refused());
        Table table = new Table("refused after the 2xx by", "tokens", "p50", "p99", "max");
        Latencies elsewhere = races.elsewhere();
        table.line("the other replica", elsewhere.count(), String.format("%.1f ms", elsewhere.p50()),
                String.format("%.1f ms", elsewhere.p99()), String.format("%.1f ms", elsewhere.max()));
        findings.table(table);
        races.violations().stream().limit(10).forEach(violation -> findings.say("  %s", violation));
        findings.demand("never a live token after the 2xx: " + races.violations().size() + " seen",
                races.violations().isEmpty());
    }
}
