package dev.signet.limits;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.errors.OAuthError;
import dev.signet.http.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * The limit on a client's failures to prove itself, {@code client-failure}. Being asked costs nothing but a look into
 * memory; only a failure costs a round trip.
 */
@ApplicationScoped
public class ClientFailureLimit {
    private static final Logger LOG = Logger.getLogger(ClientFailureLimit.class);
    private static final int MOST = 10_000;

    private final LimitPolicies policies;
    private final Subjects subjects;
    private final Counters counters;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ConcurrentMap<String, ClientFailures> known = new ConcurrentHashMap<>();

    ClientFailureLimit(LimitPolicies policies, Subjects subjects, Counters counters, Clock clock, MeterRegistry meters) {
        this.policies = policies;
        this.subjects = subjects;
        this.counters = counters;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Lets a client's proof be judged, unless too many from there were wrong.
     *
     * @param clientId whom the call claims to be of, known or not
     * @param proof judges; empty when it is wrong
     * @return what was judged; fails with 429 once the limit is spent, whether the proof was right or wrong
     */
    public <T> Uni<Optional<T>> within(ClientAddress ip, String clientId, Supplier<Uni<Optional<T>>> proof) {
        refuse(refused(ip, clientId));
        return proof.get().call(proven -> settle(proven, ip, clientId).invoke(ClientFailureLimit::refuse));
    }

    private Uni<OptionalInt> settle(Optional<?> proven, ClientAddress ip, String clientId) {
        return proven.isEmpty() ? failed(ip, clientId) : Uni.createFrom().item(refused(ip, clientId));
    }

    private static void refuse(OptionalInt retryAfter) {
        if (retryAfter.isPresent()) {
            throw OAuthError.tooManyClientFailures(retryAfter.getAsInt()).asException();
        }
    }

    /**
     * To be asked before the proof is looked at, and again of one that is right: while it was looked at others may have failed.
     *
     * @param clientId whom the call claims to be of, known or not
     * @return empty, or the seconds after which to try again
     */
    public OptionalInt refused(ClientAddress ip, String clientId) {
        Limit limit = policies.get(KnownLimit.CLIENT_FAILURE);
        if (known.isEmpty() || !limit.enabled()) {
            return OptionalInt.empty();
        }
        ClientFailures failures = known.getOrDefault(subjects.of(ip, clientId), ClientFailures.NONE);
        long now = clock.millis();
        if (failures.spent(limit, now)) {
            meters.counter(Gate.REFUSED, "limit", limit.name()).increment();
            return OptionalInt.of(failures.window().retryAfterSeconds(limit, now));
        }
        return failures.full(limit, now) ? OptionalInt.of(Gate.BUSY_RETRY_AFTER_SECONDS) : OptionalInt.empty();
    }

    /**
     * Counts a failure. Its place is taken at once, before Redis is asked; never fails.
     *
     * @return as {@link #refused}: past the limit a wrong proof is answered as a right one is, and is not counted
     */
    public Uni<OptionalInt> failed(ClientAddress ip, String clientId) {
        Limit limit = policies.get(KnownLimit.CLIENT_FAILURE);
        if (!limit.enabled()) {
            return Uni.createFrom().item(OptionalInt.empty());
        }
        Claim claim = new Claim(limit, subjects.of(ip, clientId), UUID.randomUUID().toString());
        long now = clock.millis();
        makeRoom(limit, now);
        if (!takePlace(claim, now)) {
            return Uni.createFrom().item(refused(ip, clientId));
        }
        return counters.count(claim, now)
                .invoke(window -> change(claim, failures -> failures.counted(window)))
                .onFailure().invoke(e -> notCounted(claim, e))
                .onCancellation().invoke(() -> change(claim, ClientFailures::notCounted))
                .onFailure().recoverWithNull()
                .replaceWith(OptionalInt.empty());
    }

    private boolean takePlace(Claim claim, long now) {
        AtomicBoolean taken = new AtomicBoolean();
        change(claim, failures -> {
            taken.set(failures.hasRoom(claim.limit(), now));
            return taken.get() ? failures.begin() : failures;
        });
        return taken.get();
    }

    private void notCounted(Claim claim, Throwable failure) {
        change(claim, ClientFailures::notCounted);
        meters.counter(Gate.AWAY).increment();
        LOG.debugf("a client's failure was not counted: %s", failure.getMessage());
    }

    private void change(Claim claim, UnaryOperator<ClientFailures> change) {
        known.compute(claim.subject(),
                (subject, failures) -> kept(change.apply(failures == null ? ClientFailures.NONE : failures)));
    }

    /** Whoever made up the names loses what is known of them; what Redis counted comes back with the next failure. */
    private void makeRoom(Limit limit, long now) {
        if (known.size() >= MOST) {
            known.values().removeIf(failures -> failures.forgettable(limit, now));
        }
        if (known.size() >= MOST) {
            known.values().removeIf(failures -> failures.beingCounted() == 0);
        }
    }

    private static ClientFailures kept(ClientFailures failures) {
        return failures.beingCounted() <= 0 && failures.window().counted() == 0 ? null : failures;
    }
}
