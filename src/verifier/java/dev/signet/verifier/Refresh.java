package dev.signet.verifier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Fetches something of the issuer's again: one attempt at a time, and after one that failed a pause of 1 s, twice as long
 * after each more, 10 s at most. Whoever wants the outcome waits for a bound, however long the attempt takes.
 */
final class Refresh {
    private static final Logger LOG = System.getLogger(Refresh.class.getPackageName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String what;
    private final Settings settings;
    private final Supplier<CompletableFuture<Void>> fetch;
    private boolean running;
    private CompletableFuture<Void> signal = CompletableFuture.completedFuture(null);
    private Instant pauseEnds = Instant.MIN;
    private int failures;

    /**
     * @param what in words, for the log
     * @param fetch does it, without blocking; fails when there was nothing to be had
     */
    Refresh(String what, Settings settings, Supplier<CompletableFuture<Void>> fetch) {
        this.what = what;
        this.settings = settings;
        this.fetch = fetch;
    }

    /** Sees that an attempt is under way, where none has to be waited for. */
    void begin() {
        var unused = attempt();
    }

    /** @return completes when the attempt ends or patience does; empty where none is worth waiting for now */
    Optional<CompletableFuture<Void>> attempt() {
        CompletableFuture<Void> begun;
        synchronized (this) {
            if (running) {
                return Optional.of(signal).filter(waiting -> !waiting.isDone());
            }
            if (settings.now().isBefore(pauseEnds)) {
                return Optional.empty();
            }
            running = true;
            begun = new CompletableFuture<Void>().completeOnTimeout(null, settings.patience().toMillis(),
                    TimeUnit.MILLISECONDS);
            signal = begun;
        }
        var unused = start().whenComplete((done, failure) -> end(begun, failure));
        return Optional.of(begun);
    }

    private CompletableFuture<Void> start() {
        try {
            return fetch.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void end(CompletableFuture<Void> begun, Throwable failure) {
        synchronized (this) {
            running = false;
            log(failure);
            failures = failure == null ? 0 : failures + 1;
            pauseEnds = failure == null ? Instant.MIN : settings.now().plus(pause());
        }
        begun.complete(null);
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void log(Throwable failure) {
        if (failure != null && failures == 0) {
            LOG.log(Level.WARNING, "{0} could not be fetched: {1}", what, IssuerHttp.reason(failure));
        } else if (failure == null && failures > 0) {
            LOG.log(Level.INFO, "{0} is fetched again", what);
        }
    }

    /** @return whether an attempt is under way */
    synchronized boolean isRunning() {
        return running;
    }

    /** @return whether the last attempt failed */
    synchronized boolean isFailing() {
        return failures > 0;
    }
}
