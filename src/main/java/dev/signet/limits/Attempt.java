package dev.signet.limits;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/**
 * An attempt that may go on, until it is settled: counted, forgiven, or as if it had not been. The first settling wins,
 * the others answer as it did, so that a deadline or a client that hangs up may settle once more without harm.
 *
 * <p>
 * Settling never fails its caller. What could not be counted opens no hole: its lease goes on filling a place until it
 * lapses, and while the counters are away every attempt needs a challenge anyway.
 */
final class Attempt {
    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private final Counters counters;
    private final Clock clock;
    private final Claims claims;
    private final AtomicReference<Uni<Boolean>> settlement = new AtomicReference<>();

    Attempt(Counters counters, Clock clock, Claims claims) {
        this.counters = counters;
        this.clock = clock;
        this.claims = claims;
    }

    /** @return whether the next attempt of one of its subjects is past a threshold; true too when nobody knows */
    Uni<Boolean> count() {
        return settle(this::count, true);
    }

    Uni<Void> giveBack() {
        return settle(claim -> counters.giveBack(claim).replaceWith(false), false).replaceWithVoid();
    }

    /** Forgives the account what it counted, never the address: else an attacker's own account would reset it. */
    Uni<Void> forgiveAccount() {
        return settle(this::forgive, false).replaceWithVoid();
    }

    private Uni<Boolean> count(Claim claim) {
        long now = clock.millis();
        return counters.count(claim, now).map(window -> window.spent(claim.limit(), now));
    }

    private Uni<Boolean> forgive(Claim claim) {
        Uni<Void> settled = claim.limit().subject() == Limit.Subject.ACCOUNT ? counters.clear(claim) : counters.giveBack(claim);
        return settled.replaceWith(false);
    }

    private Uni<Boolean> settle(Function<Claim, Uni<Boolean>> how, boolean whenAway) {
        Uni<Boolean> settling = Uni.createFrom().deferred(() -> claims.any(claim -> how.apply(claim)
                .onFailure().invoke(e -> LOG.debugf("not settled, the counters are away: %s", e.getMessage()))
                .onFailure().recoverWithItem(whenAway)));
        settlement.compareAndSet(null, settling.memoize().indefinitely());
        return settlement.get();
    }
}
