package dev.signet.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntFunction;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What one owner's tokens are given entries from: a block in use, and the next one, fetched before it is needed. A block is
 * as large as the one before was used up quickly.
 */
final class StatusStock {
    private static final Logger LOG = Logger.getLogger(StatusStock.class);
    private static final int MOST_UNITS = 128;
    /** A block that lasted shorter than this is followed by one of twice the size. */
    private static final Duration QUICK = Duration.ofSeconds(60);
    private static final Duration EARLY = Duration.ofSeconds(5);

    /** Whoever asks again sooner is told the same: an absent Postgres costs one caller a second its time. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final IntFunction<Uni<StatusBlock>> source;
    private StatusBlock block;
    private StatusBlock following;
    private int used;
    private int units = 1;
    private Instant begun = Instant.MIN;
    private final Deque<StatusEntry> returned = new ArrayDeque<>();
    private Uni<StatusBlock> fetching;
    private Throwable failure;
    private long failedAt;

    /** @param source takes a block of so many units */
    StatusStock(IntFunction<Uni<StatusBlock>> source) {
        this.source = source;
    }

    /** @return an entry that nobody else has; empty: a block must come first ({@link #fetch}) */
    synchronized Optional<StatusEntry> next(Instant now) {
        if (spent(now) && following != null && now.isBefore(following.closesAt())) {
            turnTo(following, now);
        }
        if (spent(now)) {
            return Optional.empty();
        }
        StatusEntry entry = returned.isEmpty() ? block.entry(used++) : returned.pop();
        if (following == null && (used > block.size() * 3 / 4 || now.plus(EARLY).isAfter(block.closesAt()))) {
            prefetch();
        }
        return Optional.of(entry);
    }

    private boolean spent(Instant now) {
        return block == null || used >= block.size() && returned.isEmpty() || !now.isBefore(block.closesAt());
    }

    private void turnTo(StatusBlock next, Instant now) {
        units = block == null || used < block.size() ? Math.max(1, units / 2)
                : Duration.between(begun, now).compareTo(QUICK) < 0 ? Math.min(MOST_UNITS, units * 2) : units;
        block = next;
        following = null;
        returned.clear();
        used = 0;
        begun = now;
    }

    private void prefetch() {
        Cancellable unused = fetch().subscribe().with(fetched -> {
        }, e -> LOG.debugf("no block of a status list ahead of its need: %s", e.getMessage()));
    }

    /** @return the block that comes next, for however many ask; after it {@link #next} has an entry again */
    synchronized Uni<StatusBlock> fetch() {
        if (failure != null && System.nanoTime() - failedAt < AFTER_FAILURE.toNanos()) {
            return Uni.createFrom().failure(failure);
        }
        if (fetching == null) {
            fetching = source.apply(units).invoke(this::put).onFailure().invoke(this::failed)
                    .onTermination().invoke(this::fetched).memoize().indefinitely();
        }
        return fetching;
    }

    private synchronized void failed(Throwable why) {
        failure = why;
        failedAt = System.nanoTime();
    }

    private synchronized void put(StatusBlock fetched) {
        following = fetched;
    }

    private synchronized void fetched() {
        fetching = null;
    }

    /** Takes back an entry that no token got. */
    synchronized void giveBack(StatusEntry entry) {
        if (block != null && block.list() == entry.list()) {
            returned.push(entry);
        }
    }

    /**
     * @return the last entry that was given, again: while no block can be had, tokens of one client share an entry, and are
     *         revoked together, rather than have none
     */
    synchronized Optional<StatusEntry> last(Instant notBefore) {
        return block == null || used == 0 || block.closesAt().isBefore(notBefore) ? Optional.empty()
                : Optional.of(block.entry(used - 1));
    }

    /** @return whether nothing was taken from it since */
    synchronized boolean idleSince(Instant then) {
        return block == null || block.closesAt().isBefore(then);
    }
}
