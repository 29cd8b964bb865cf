package dev.signet.keys;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/** Keys that were made before the lock is taken, so that nobody waits for an RSA key while it is held. */
final class SpareKeys {
    private final Deque<NewKey> keys;

    private SpareKeys(List<NewKey> keys) {
        this.keys = new ArrayDeque<>(keys);
    }

    /** @param algs one entry a key; made on a thread that may take seconds */
    static Uni<SpareKeys> make(Vertx vertx, List<String> algs) {
        return algs.isEmpty() ? Uni.createFrom().item(new SpareKeys(List.of()))
                : vertx.executeBlocking(() -> new SpareKeys(algs.stream().map(NewKey::signing).toList()));
    }

    /** @return one of the algorithm; empty when there is none left */
    Optional<NewKey> take(String alg) {
        Optional<NewKey> spare = keys.stream().filter(key -> key.alg().equals(alg)).findFirst();
        spare.ifPresent(keys::remove);
        return spare;
    }
}
