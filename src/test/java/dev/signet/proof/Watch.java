package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import dev.signet.verifier.TokenVerifier;

/** One thread that shows revoked tokens to all verifiers, again and again, until all have refused all. */
final class Watch implements AutoCloseable {
    /** Longer than any bound: what is live then stays so. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(20);

    private final List<TokenVerifier> verifiers;
    private final Duration between;
    private final Latencies latencies = new Latencies();
    private final ConcurrentLinkedQueue<Watched> arriving = new ConcurrentLinkedQueue<>();
    private final Thread watching = new Thread(this::watchOn, "watch");
    private volatile boolean closed;
    private volatile int givenUp;

    /** @param between two looks at a token */
    Watch(List<TokenVerifier> verifiers, Duration between) {
        this.verifiers = verifiers;
        this.between = between;
        watching.setDaemon(true);
        watching.start();
    }

    /** Takes a token that was revoked just now. */
    void revoked(String token) {
        arriving.add(new Watched(token, System.nanoTime(), verifiers));
    }

    private void watchOn() {
        List<Watched> tokens = new ArrayList<>();
        while (!closed || !tokens.isEmpty() || !arriving.isEmpty()) {
            for (Watched next = arriving.poll(); next != null; next = arriving.poll()) {
                tokens.add(next);
            }
            tokens.removeIf(this::isOver);
            LockSupport.parkNanos(between.toNanos());
        }
    }

    private boolean isOver(Watched token) {
        Optional<Long> refusedAfter = token.look();
        refusedAfter.ifPresent(latencies::add);
        if (refusedAfter.isEmpty() && token.age() > GIVEN_UP.toNanos()) {
            givenUp++;
            latencies.add(token.age());
            return true;
        }
        return refusedAfter.isPresent();
    }

    /** @return from each 2xx to the last refusal */
    Latencies latencies() {
        return latencies;
    }

    /** @return how many some verifier went on accepting */
    int givenUp() {
        return givenUp;
    }

    @Override
    public void close() {
        closed = true;
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
