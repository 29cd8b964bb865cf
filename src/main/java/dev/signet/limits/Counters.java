package dev.signet.limits;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * What is counted and what is in flight, for each subject of each limit; shared by all replicas, each call atomic. Every
 * call fails soon when the store is away, and its caller then falls back to a challenge. {@code now} is in milliseconds of
 * the epoch, by Postgres's clock.
 */
interface Counters {
    /** Longer than any attempt, so only an attempt whose replica died lets its lease lapse. */
    Duration LEASE_LIFE = Duration.ofSeconds(8);

    /** Takes the claim's lease, if with it what is counted and what is in flight are not past the threshold. */
    Uni<Leased> lease(Claim claim, long now);

    /** Counts the attempt, and gives its lease back if it has one; the first counted attempt opens the window. */
    Uni<Window> count(Claim claim, long now);

    /** Gives the lease back; nothing is counted. */
    Uni<Void> giveBack(Claim claim);

    /** Gives the lease back and forgets what was counted; leases of other attempts stay. */
    Uni<Void> clear(Claim claim);

    /** @return what is counted, perhaps in a window that is over */
    Uni<Window> read(Claim claim);
}
