package dev.signet.proof;

import java.util.List;

import dev.signet.revocation.StatusListCost;

/** Bytes and CPU of the status lists as they grow, by simulation on the classes that serve them. */
final class StatusListProof implements Proof {
    private static final List<Long> LIVE = List.of(1_000_000L, 10_000_000L, 100_000_000L);
    private static final double REVOKED = 0.001;
    private static final int TTL = 30;
    /**
     * An access token lives 5 min; a list is handed out for 15 min and kept 16.5 min more. So many times the live tokens'
     * entries are in lists that exist, where tokens are minted at a constant rate and have an entry each.
     */
    private static final double KEPT = (15 + 16.5) / 5;
    private static final double MIB = 1 << 20;

    @Override
    public void run(Findings findings) {
        findings.say(
                "  %.1f %% revoked, an entry a token, lists of 2^20 entries (128 KiB in memory), RS256; made and read once,%n"
                        + "  CPU of one thread. A verifier that meets every token reads every list, each ttl of %d s.",
                REVOKED * 100, TTL);
        StatusListCost warm = StatusListCost.of(50_000_000L, REVOKED);
        Table table = new Table("live tokens", "lists", "zlib, a list", "sent, a list", "sent, all", "a verifier",
                "make+sign, a list", "all", "read, a list", "all", "heap, of live", "heap, kept");
        StatusListCost last = warm;
        for (long live : LIVE) {
            last = StatusListCost.of(live, REVOKED);
            line(table, live, last);
        }
        findings.table(table);
        findings.bound("bytes of a list that is sent", last.bytes().getMax(), 8192, "B");
        findings.bound("CPU to make and sign the lists of 100 million tokens each ttl", share(last.making().toNanos()), 10,
                "% of a core");
        findings.bound("CPU to read them, of one verifier", share(last.reading().toNanos()), 10, "% of a core");
    }

    private static double share(long nanos) {
        return 100.0 * nanos / (TTL * 1e9);
    }

    private static void line(Table table, long live, StatusListCost cost) {
        long kept = Math.round(Math.ceil(live * KEPT / (1 << 20)));
        table.line(live, cost.lists(), bytes(cost.compressed().getAverage()), bytes(cost.bytes().getAverage()),
                String.format("%.2f MiB", cost.bytes().getSum() / MIB),
                String.format("%.1f KiB/s", cost.bytes().getSum() / 1024.0 / TTL),
                millis(cost.making().toNanos() / (double) cost.lists()), millis(cost.making().toNanos()),
                millis(cost.reading().toNanos() / (double) cost.lists()), millis(cost.reading().toNanos()),
                String.format("%.1f MiB", cost.heapBytes() / MIB), String.format("%.1f MiB", kept * 131_072 / MIB));
    }

    private static String bytes(double count) {
        return String.format("%,.0f B", count);
    }

    private static String millis(double nanos) {
        return String.format("%,.1f ms", nanos / 1e6);
    }
}
