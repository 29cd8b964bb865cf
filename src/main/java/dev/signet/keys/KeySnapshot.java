package dev.signet.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The keys as they were at one moment.
 *
 * @param keys as the JWKS orders them
 * @param inUse the algorithms that some client's tokens are signed with
 * @param now the database's clock: replicas' clocks may differ
 */
record KeySnapshot(List<KeyLife> keys, Set<String> inUse, Instant now) {

    Optional<KeyLife> active(String alg) {
        return of(alg, KeyState.ACTIVE);
    }

    Optional<KeyLife> next(String alg) {
        return of(alg, KeyState.NEXT);
    }

    private Optional<KeyLife> of(String alg, KeyState state) {
        return keys.stream().filter(key -> key.alg().equals(alg) && key.state() == state).findFirst();
    }

    Optional<KeyLife> find(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /** @return whether keys of the algorithm are kept ready */
    boolean needs(String alg) {
        return alg.equals(KeyRing.RS256) || inUse.contains(alg);
    }

    /** @return the algorithms that keys are kept ready for */
    SortedSet<String> needed() {
        SortedSet<String> algs = new TreeSet<>(inUse);
        algs.add(KeyRing.RS256);
        return algs;
    }

    /** @return every algorithm there is something to say about */
    Set<String> algs() {
        Set<String> algs = keys.stream().map(KeyLife::alg).collect(Collectors.toCollection(TreeSet::new));
        algs.addAll(needed());
        return algs;
    }
}
