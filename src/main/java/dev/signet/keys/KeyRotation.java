package dev.signet.keys;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.stores.Leader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Moves keys from NEXT to ACTIVE to RETIRED to gone, on one replica at a time and by the database's clock alone. */
@ApplicationScoped
public class KeyRotation {
    static final String LOCK = "keys";
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final Pool postgres;
    private final Leader leader;
    private final KeyRows rows;
    private final KeySteps steps;
    private final KeyTimes times;
    private final KeyRing ring;
    private final KeyAges ages;
    private final Vertx vertx;

    KeyRotation(Pool postgres, Leader leader, KeyRows rows, KeySteps steps, KeyTimes times, KeyRing ring, KeyAges ages,
            Vertx vertx) {
        this.postgres = postgres;
        this.leader = leader;
        this.rows = rows;
        this.steps = steps;
        this.times = times;
        this.ring = ring;
        this.ages = ages;
        this.vertx = vertx;
    }

    /** @return the signing keys, as the JWKS orders them; no key of refresh tokens */
    public Uni<List<KeyLife>> list() {
        return rows.look(postgres).map(KeySnapshot::keys);
    }

    @Scheduled(every = "${signet.keys.rotation-poll:2s}", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> follow() {
        return takeDue()
                .onFailure().invoke(e -> LOG.debugf("keys not looked at, the next run tries again: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** Looks without a lock; takes it only where something is due, with the keys for it already made. */
    private Uni<Void> takeDue() {
        return rows.look(postgres).invoke(ages::show).map(seen -> RotationPlan.due(seen, times))
                .chain(due -> due.isEmpty() ? Uni.createFrom().voidItem() : takeLocked(due));
    }

    private Uni<Void> takeLocked(List<KeyStep> due) {
        return SpareKeys.make(vertx, KeySteps.newKeys(due))
                .chain(spares -> leader.lead(LOCK, c -> steps.takeDue(c, spares, AskedBy.SCHEDULE)))
                .chain(ring::reload);
    }

    /**
     * Has the next keys sign: those that are published long enough at once, the others as soon as they are. Asked again
     * before that, or just after, it changes nothing.
     *
     * @param alg of these alone; empty: of all that some client uses
     * @return when which key signs; nothing where no key of the algorithm is kept
     */
    public Uni<List<PlannedRotation>> rotate(Optional<String> alg, AskedBy by) {
        return takeDue()
                .chain(() -> rows.look(postgres))
                .chain(seen -> rotate(seen, alg.<Collection<String>> map(Set::of).orElseGet(seen::needed), by));
    }

    private Uni<List<PlannedRotation>> rotate(KeySnapshot seen, Collection<String> asked, AskedBy by) {
        List<String> algs = asked.stream().filter(alg -> seen.needs(alg) && seen.next(alg).isPresent()).toList();
        List<String> promotable = algs.stream()
                .filter(alg -> !RotationPlan.ripe(seen.next(alg).orElseThrow(), times).isAfter(seen.now())).toList();
        return SpareKeys.make(vertx, promotable)
                .chain(spares -> leader.lead(LOCK, c -> rotateLocked(c, seen, algs, spares, by)))
                .call(ring::reload);
    }

    private Uni<List<PlannedRotation>> rotateLocked(SqlConnection c, KeySnapshot seen, List<String> algs, SpareKeys spares,
            AskedBy by) {
        return rows.look(c)
                .chain(now -> wantAll(c, now, algs.stream().filter(alg -> isNews(alg, seen, now)).toList(), by))
                .chain(() -> steps.takeDue(c, spares, by))
                .chain(() -> rows.look(c))
                .map(after -> algs.stream().map(alg -> planned(alg, after)).toList());
    }

    private Uni<Void> wantAll(SqlConnection c, KeySnapshot now, List<String> algs, AskedBy by) {
        return Multi.createFrom().iterable(algs)
                .onItem().transformToUniAndConcatenate(alg -> steps.want(c, now, now.next(alg).orElseThrow(), by))
                .collect().last().replaceWithVoid();
    }

    /** Two who ask at once, here or at two replicas, and one who asks again because an answer was lost, want one rotation. */
    private boolean isNews(String alg, KeySnapshot asked, KeySnapshot now) {
        boolean rotatedMeanwhile = !asked.active(alg).map(KeyLife::kid).equals(now.active(alg).map(KeyLife::kid));
        boolean rotatedJustNow = now.active(alg).filter(KeyLife::wasPromoted)
                .filter(key -> key.activeFrom().orElseThrow().isAfter(now.now().minus(times.repetition()))).isPresent();
        return !rotatedMeanwhile && !rotatedJustNow && now.next(alg).filter(key -> key.activeFrom().isEmpty()).isPresent();
    }

    private static PlannedRotation planned(String alg, KeySnapshot after) {
        KeyLife signs = after.next(alg).filter(key -> key.activeFrom().isPresent()).or(() -> after.active(alg)).orElseThrow();
        return new PlannedRotation(alg, signs.kid(), signs.activeFrom().orElseThrow());
    }
}
