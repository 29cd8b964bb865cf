package dev.signet.captcha;

import java.time.Instant;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/** The challenges that were presented, on whichever replica. */
interface SpentChallenges {

    /**
     * @param digest of the challenge
     * @param expiresAt until when it must be remembered
     * @return true for the first to present it, false for every other; a failure when the store is away, never a guess
     */
    @CheckReturnValue
    Uni<Boolean> spend(byte[] digest, Instant expiresAt);
}
