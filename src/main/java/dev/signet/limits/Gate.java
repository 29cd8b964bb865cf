package dev.signet.limits;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.limits.Passage.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Where every attempt passes before its work is done: takes the lease of each claim or of none, waits for those in
 * flight, and says when the counters are away. Knows neither sign-in nor registration.
 */
@ApplicationScoped
class Gate {
    /** What an attempt is told that waited in vain: by then those before it are done. */
    static final int BUSY_RETRY_AFTER_SECONDS = 1;
    static final String REFUSED = "signet.limits.refused";
    static final String AWAY = "signet.limits.away";
    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final Counters counters;
    private final Clock clock;
    private final Vertx vertx;
    private final MeterRegistry meters;

    Gate(Counters counters, Clock clock, Vertx vertx, MeterRegistry meters) {
        this.counters = counters;
        this.clock = clock;
        this.vertx = vertx;
        this.meters = meters;
    }

    /** @return the claims as one attempt, to be settled once it may go on */
    Attempt attempt(Claims claims) {
        return new Attempt(counters, clock, claims);
    }

    /** @return open, once each claim has its lease; else none has. Busy only after {@link Patience#LIMIT} */
    Uni<Passage> enter(Claims claims) {
        return Uni.createFrom().deferred(() -> enter(claims, Patience.from(System.nanoTime())));
    }

    /** @return whether a claim of these would find its limit spent, or can't know; takes no lease */
    Uni<Boolean> spent(Claims claims) {
        return claims.any(this::spent)
                .onFailure().invoke(this::away)
                .onFailure().recoverWithItem(true);
    }

    private Uni<Boolean> spent(Claim claim) {
        return counters.read(claim).map(window -> window.spent(claim.limit(), clock.millis()));
    }

    private Uni<Passage> enter(Claims claims, Patience patience) {
        return take(claims, 0).chain(passage -> passage.kind() == Kind.BUSY ? wait(claims, patience)
                : Uni.createFrom().item(passage));
    }

    private Uni<Passage> wait(Claims claims, Patience patience) {
        OptionalLong pause = patience.pause(System.nanoTime(), ThreadLocalRandom.current());
        if (pause.isEmpty()) {
            return Uni.createFrom().item(Passage.BUSY);
        }
        return pause(pause.getAsLong()).chain(() -> enter(claims, patience.next()));
    }

    /** A timer of Vert.x comes back on the caller's context; Mutiny's own would not, and sessions live there. */
    private Uni<Void> pause(long millis) {
        return Uni.createFrom().emitter(waiting -> vertx.setTimer(millis, timer -> waiting.complete(null)));
    }

    /** One after the other: while the first has no lease, the second's subject must not be charged with the attempt. */
    private Uni<Passage> take(Claims claims, int taken) {
        if (taken == claims.inOrder().size()) {
            return Uni.createFrom().item(Passage.OPEN);
        }
        return lease(claims.inOrder().get(taken)).chain(passage -> passage.kind() == Kind.OPEN ? take(claims, taken + 1)
                : giveBack(claims, taken, passage));
    }

    /** Of a store that was away nobody knows whether it granted the lease in the end; if so, that goes back too. */
    private Uni<Passage> giveBack(Claims claims, int taken, Passage passage) {
        Claims perhaps = claims.first(passage.kind() == Kind.AWAY ? taken + 1 : taken);
        return attempt(perhaps).giveBack().replaceWith(passage);
    }

    private Uni<Passage> lease(Claim claim) {
        long now = clock.millis();
        return counters.lease(claim, now)
                .map(leased -> leased.under(claim.limit(), now))
                .invoke(passage -> record(passage, claim.limit()))
                .onFailure().invoke(this::away)
                .onFailure().recoverWithItem(Passage.AWAY);
    }

    private void record(Passage passage, Limit limit) {
        if (passage.kind() == Kind.SPENT) {
            meters.counter(REFUSED, "limit", limit.name()).increment();
        }
    }

    private void away(Throwable failure) {
        meters.counter(AWAY).increment();
        LOG.debugf("the counters are away: %s", failure.getMessage());
    }
}
