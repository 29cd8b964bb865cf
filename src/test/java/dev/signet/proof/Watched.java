package dev.signet.proof;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.signet.verifier.TokenVerifier;
import dev.signet.verifier.Verification;

/** A revoked token, which every verifier is shown until it has refused it. For one thread. */
final class Watched {
    private final String token;
    private final long revokedAt;
    private final List<TokenVerifier> verifiers;
    private final CompletableFuture<Verification>[] asked;
    private final boolean[] refused;
    private int left;

    /** @param revokedAt when the 2xx came, on {@link System#nanoTime} */
    @SuppressWarnings("unchecked")
    Watched(String token, long revokedAt, List<TokenVerifier> verifiers) {
        this.token = token;
        this.revokedAt = revokedAt;
        this.verifiers = verifiers;
        this.asked = new CompletableFuture[verifiers.size()];
        this.refused = new boolean[verifiers.size()];
        this.left = verifiers.size();
    }

    /** @return how long after the 2xx the last verifier refused it; empty as long as one has not */
    Optional<Long> look() {
        for (int i = 0; i < asked.length; i++) {
            if (!refused[i]) {
                look(i);
            }
        }
        return left == 0 ? Optional.of(System.nanoTime() - revokedAt) : Optional.empty();
    }

    /** Asks again only when the last answer has come: one that waits for the issuer does not hold up the others. */
    private void look(int i) {
        if (asked[i] == null) {
            asked[i] = verifiers.get(i).verifyAsync(Verifiers.bearing(token));
        }
        if (asked[i].isDone()) {
            refused[i] = asked[i].join() instanceof Verification.Refused;
            left -= refused[i] ? 1 : 0;
            asked[i] = null;
        }
    }

    /** @return how long ago the 2xx came */
    long age() {
        return System.nanoTime() - revokedAt;
    }

    /** @return how many verifiers have not refused it */
    int left() {
        return left;
    }
}
