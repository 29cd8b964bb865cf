package dev.signet.clients;

import java.time.Duration;
import java.time.Instant;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/** What may be shown once only, on whichever replica: a DPoP proof (RFC 9449 §11.1), an assertion (RFC 7523 §3 item 7). */
interface ReplayMarks {

    /**
     * @param what names the proof; any bytes, kept as their SHA-256
     * @param issuedAt the proof's own {@code iat}: one from before the marks are kept cannot be judged
     * @param life how long it must be remembered
     * @return true for the first to show it, false for every other; a failure when nobody can tell, never a guess
     */
    @CheckReturnValue
    Uni<Boolean> first(byte[] what, Instant issuedAt, Duration life);
}
