package dev.signet.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.keys.KeyStep.Kind;

/** What is due: arithmetic over the lives of keys, and nothing else. */
final class RotationPlan {
    private final KeySnapshot seen;
    private final KeyTimes times;
    private final List<KeyStep> steps = new ArrayList<>();

    private RotationPlan(KeySnapshot seen, KeyTimes times) {
        this.seen = seen;
        this.times = times;
    }

    /** @return the steps that are due, in the order in which they are taken; mostly none */
    static List<KeyStep> due(KeySnapshot seen, KeyTimes times) {
        RotationPlan plan = new RotationPlan(seen, times);
        plan.forgetExpired();
        seen.algs().forEach(plan::judge);
        return List.copyOf(plan.steps);
    }

    private void forgetExpired() {
        seen.keys().stream().filter(key -> key.state() == KeyState.RETIRED && isPast(key.expiresAt()))
                .forEach(key -> steps.add(KeyStep.of(Kind.DELETE, key)));
    }

    private void judge(String alg) {
        if (seen.needs(alg)) {
            keepReady(alg, seen.active(alg), seen.next(alg));
        } else {
            giveUp(seen.active(alg), seen.next(alg));
        }
    }

    private void keepReady(String alg, Optional<KeyLife> active, Optional<KeyLife> next) {
        active.filter(key -> key.retiredAt().isPresent()).ifPresent(key -> steps.add(KeyStep.of(Kind.STAY, key)));
        boolean takesOver = active.isPresent() && next.filter(key -> takesOver(key, active.get())).isPresent();
        if (active.isEmpty()) {
            steps.add(KeyStep.making(Kind.BEGIN, alg));
        }
        if (takesOver) {
            steps.add(KeyStep.of(Kind.PROMOTE, next.get()));
        }
        if (takesOver || next.isEmpty()) {
            steps.add(KeyStep.making(Kind.PUBLISH, alg));
        }
    }

    private boolean takesOver(KeyLife next, KeyLife active) {
        boolean wanted = isPast(next.activeFrom()) || isPast(active.activeFrom().map(at -> at.plus(times.rotationPeriod())));
        return wanted && isPast(Optional.of(ripe(next, times)));
    }

    /** @return from when on every verifier knows the key */
    static Instant ripe(KeyLife next, KeyTimes times) {
        return next.createdAt().plus(times.publishAhead());
    }

    /**
     * In two steps, so that no registration meanwhile is left without a key: the missing NEXT sends whoever provides for a
     * client to Postgres and this lock, long before the ACTIVE one goes.
     */
    private void giveUp(Optional<KeyLife> active, Optional<KeyLife> next) {
        if (next.isPresent() && !isPast(next.map(key -> key.createdAt().plus(times.settling())))) {
            return;
        }
        next.ifPresent(key -> steps.add(KeyStep.of(Kind.DELETE, key)));
        if (active.isPresent() && active.get().retiredAt().isEmpty()) {
            steps.add(KeyStep.of(Kind.LEAVE, active.get()));
        } else if (next.isEmpty() && active.isPresent() && isPast(active.get().retiredAt())) {
            steps.add(KeyStep.of(Kind.RETIRE, active.get()));
        }
    }

    private boolean isPast(Optional<Instant> moment) {
        return moment.filter(at -> !at.isAfter(seen.now())).isPresent();
    }
}
