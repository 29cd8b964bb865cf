package dev.signet.keys;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Takes the steps of a plan, in the transaction that holds the lock "keys". */
@ApplicationScoped
class KeySteps {
    private static final Logger LOG = Logger.getLogger(KeySteps.class);

    private final KeyRows rows;
    private final SigningKeys keys;
    private final FormerKeys former;
    private final KeyTimes times;
    private final AuditLog audit;

    KeySteps(KeyRows rows, SigningKeys keys, FormerKeys former, KeyTimes times, AuditLog audit) {
        this.rows = rows;
        this.keys = keys;
        this.former = former;
        this.times = times;
        this.audit = audit;
    }

    /** @return the algorithms, one a key, that a new key must be made of for these steps */
    static List<String> newKeys(List<KeyStep> steps) {
        return steps.stream().filter(step -> step.kind().takesNewKey()).map(KeyStep::alg).toList();
    }

    /** Takes what is due by now. A step that finds no spare key is left for the next look. */
    Uni<Void> takeDue(SqlConnection c, SpareKeys spares, AskedBy by) {
        return rows.look(c).chain(seen -> takeAll(c, seen, spares, by));
    }

    private Uni<Void> takeAll(SqlConnection c, KeySnapshot seen, SpareKeys spares, AskedBy by) {
        return Multi.createFrom().iterable(RotationPlan.due(seen, times))
                .onItem().transformToUniAndConcatenate(step -> take(c, seen, step, spares, by))
                .collect().last().replaceWithVoid();
    }

    private Uni<Void> take(SqlConnection c, KeySnapshot seen, KeyStep step, SpareKeys spares, AskedBy by) {
        return switch (step.kind()) {
            case PROMOTE -> promote(c, seen, step, by);
            case BEGIN -> insert(c, step.alg(), spares, KeyState.ACTIVE);
            case PUBLISH -> insert(c, step.alg(), spares, KeyState.NEXT);
            case DELETE -> former.keep(c, step.kid().orElseThrow()).chain(() -> rows.delete(c, step.kid().orElseThrow()));
            case LEAVE -> rows.leave(c, step.kid().orElseThrow(), seen.now().plus(times.disuse()));
            case STAY -> rows.stay(c, step.kid().orElseThrow());
            case RETIRE -> rows.retire(c, step.kid().orElseThrow(), seen.now(), times.lingering());
        };
    }

    private Uni<Void> insert(SqlConnection c, String alg, SpareKeys spares, KeyState state) {
        return spares.take(alg).map(key -> keys.insert(c, key, state)).orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Retires first: one key of an algorithm is ACTIVE at any moment, and the database holds that. */
    private Uni<Void> promote(SqlConnection c, KeySnapshot seen, KeyStep step, AskedBy by) {
        KeyLife before = seen.active(step.alg()).orElseThrow();
        String kid = step.kid().orElseThrow();
        LOG.infof("%s: key %s signs from now on, key %s is RETIRED", step.alg(), kid, before.kid());
        return rows.retire(c, before.kid(), seen.now(), times.lingering())
                .chain(() -> rows.activate(c, kid, seen.now()))
                .chain(() -> audit.record(c, new AuditEvent(AuditTypes.KEY_ROTATED, by.actor(), kid, by.ip(),
                        Map.of("alg", step.alg(), "retired", before.kid()))));
    }

    /** Notes who wants the NEXT key to sign, and when it will. */
    Uni<Void> want(SqlConnection c, KeySnapshot seen, KeyLife next, AskedBy by) {
        Instant ripe = RotationPlan.ripe(next, times);
        Instant from = ripe.isAfter(seen.now()) ? ripe : seen.now();
        return rows.want(c, next.kid(), from)
                .chain(() -> audit.record(c, new AuditEvent(AuditTypes.KEY_ROTATION_ASKED, by.actor(), next.kid(), by.ip(),
                        Map.of("alg", next.alg(), "active_from", from.toString()))));
    }

    /**
     * Takes a key out of the ring. A new one signs at once where it signed; the published NEXT stays NEXT, or is replaced
     * where it is the one.
     *
     * @return the key that signs now; empty where no client uses the algorithm
     */
    Uni<Optional<String>> remove(SqlConnection c, KeySnapshot seen, KeyLife key, SpareKeys spares, AskedBy by) {
        Optional<NewKey> fresh = key.state() == KeyState.ACTIVE ? spares.take(key.alg()) : Optional.empty();
        Optional<NewKey> next = isNextMissing(seen, key) ? spares.take(key.alg()) : Optional.empty();
        Optional<String> signing = fresh.map(NewKey::kid).or(() -> seen.active(key.alg()).map(KeyLife::kid));
        return rows.delete(c, key.kid())
                .chain(() -> insert(c, fresh, KeyState.ACTIVE))
                .chain(() -> insert(c, next, KeyState.NEXT))
                .chain(() -> audit.record(c, revoked(key, signing, by)))
                .replaceWith(signing);
    }

    private static boolean isNextMissing(KeySnapshot seen, KeyLife removed) {
        return removed.state() == KeyState.NEXT || seen.needs(removed.alg()) && seen.next(removed.alg()).isEmpty();
    }

    private Uni<Void> insert(SqlConnection c, Optional<NewKey> key, KeyState state) {
        return key.map(made -> keys.insert(c, made, state)).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static AuditEvent revoked(KeyLife key, Optional<String> signing, AskedBy by) {
        Map<String, Object> detail = new HashMap<>(Map.of("alg", key.alg(), "state", key.state().name()));
        signing.ifPresent(kid -> detail.put("active", kid));
        return new AuditEvent(AuditTypes.KEY_REVOKED, by.actor(), key.kid(), by.ip(), detail);
    }
}
