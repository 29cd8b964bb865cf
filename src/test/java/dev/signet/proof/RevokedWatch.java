package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Shows every revoked token to everybody who judges tokens: often until each has refused it, then rarely until it is dead. */
final class RevokedWatch implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(10);
    /** Five minutes, the skew, and a clock that is 90 s off. */
    private static final long DEAD = Duration.ofSeconds(430).toNanos();

    private final List<Judge> judges;
    private final Ledger ledger;
    private final ConcurrentLinkedQueue<RevokedToken> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger revoked = new AtomicInteger();
    private final Thread watching = new Thread(this::watchOn, "revoked");
    private volatile boolean closed;

    RevokedWatch(List<Judge> judges, Ledger ledger) {
        this.judges = judges;
        this.ledger = ledger;
        watching.setDaemon(true);
        watching.start();
    }

    /** Takes a token that was revoked just now. */
    void revoked(String way, String token) {
        long now = System.nanoTime();
        revoked.incrementAndGet();
        ledger.at(now, now).count(Ledger.REVOCATIONS);
        arriving.add(new RevokedToken(way, token, now, judges, ledger));
    }

    int count() {
        return revoked.get();
    }

    List<Judge> judges() {
        return judges;
    }

    private void watchOn() {
        List<RevokedToken> tokens = new ArrayList<>();
        while (!closed) {
            for (RevokedToken next = arriving.poll(); next != null; next = arriving.poll()) {
                tokens.add(next);
            }
            long now = System.nanoTime();
            tokens.forEach(token -> token.look(now));
            tokens.removeIf(token -> token.age(now) > DEAD);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
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
