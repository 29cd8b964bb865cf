package dev.signet.proof;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.signet.testing.Http;
import dev.signet.testing.Person;

/** People for a proof. */
public final class People {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private People() {
    }

    /**
     * @return somebody new. On a machine that is busy a replica's first words with Redis may take longer than it waits for
     *         them; then it asks for a verification code, and the next attempt is served
     */
    public static Person register(Http replica) {
        for (int left = ATTEMPTS; left > 1; left--) {
            try {
                return Person.register(replica);
            } catch (AssertionError challenged) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return Person.register(replica);
    }
}
