package dev.signet.proof;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A verifier that tokens are shown to all the time. */
final class VerifierLoad implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(10);
    /** Libraries put the token at the end of what they say. */
    private static final int SHOWN = 80;

    private final StockVerifier verifier;
    private final TokenPool pool;
    private final Set<String> kids = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Thread verifying;
    private volatile long verifications;
    private volatile boolean closed;

    VerifierLoad(StockVerifier verifier, TokenPool pool) {
        this.verifier = verifier;
        this.pool = pool;
        verifying = new Thread(this::verifyOn, verifier.name());
        verifying.setDaemon(true);
        verifying.start();
    }

    private void verifyOn() {
        while (!closed) {
            TokenPool.Minted token = pool.any();
            Optional<String> refusal = verifier.refusal(token.token());
            verifications++;
            kids.add(token.kid());
            refusal.ifPresent(why -> refusals.add(token.kid() + ": " + why.substring(0, Math.min(why.length(), SHOWN))));
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    StockVerifier verifier() {
        return verifier;
    }

    long verifications() {
        return verifications;
    }

    /** @return of the keys whose tokens it was shown */
    Set<String> kids() {
        return kids;
    }

    /** @return why, of each that it refused */
    ConcurrentLinkedQueue<String> refusals() {
        return refusals;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        verifying.join();
        verifier.close();
    }
}
