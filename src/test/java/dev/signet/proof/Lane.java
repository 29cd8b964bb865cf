package dev.signet.proof;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** One caller that acts, waits a little, and acts again. */
final class Lane implements AutoCloseable {
    private final Runnable act;
    private final Duration between;
    private final Ledger ledger;
    private final Thread thread;
    private volatile boolean closed;

    /** @param between two acts, on average */
    Lane(String name, Runnable act, Duration between, Ledger ledger) {
        this.act = act;
        this.between = between;
        this.ledger = ledger;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                act.run();
            } catch (RuntimeException e) {
                ledger.wrong(Ledger.Wrong.UNEXPECTED, "the soak itself: " + e + " at " + e.getStackTrace()[0]);
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * between.toNanos()));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
