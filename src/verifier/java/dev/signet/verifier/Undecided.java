package dev.signet.verifier;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Nobody can tell yet whether a token is good: something that only the issuer knows is missing. */
final class Undecided extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<CompletableFuture<Void>> awaited;

    /**
     * @param missing what, in words for the operator
     * @param awaited completes when it is worth looking again; empty when it is not, for now
     */
    Undecided(String missing, Optional<CompletableFuture<Void>> awaited) {
        super(missing, null, false, false);
        this.awaited = awaited;
    }

    Optional<CompletableFuture<Void>> awaited() {
        return awaited;
    }
}
