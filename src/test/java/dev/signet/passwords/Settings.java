package dev.signet.passwords;

import java.time.Duration;
import java.util.OptionalInt;

/** Settings as a test wants them; hashes are as cheap as a configuration may make them. */
record Settings(int minLength, OptionalInt threads, Duration maxWait, Argon2 argon2) implements PasswordsConfig {
    static final Cost CHEAP = new Cost(7_168, 1, 1);

    static Settings cheap() {
        return new Settings(12, OptionalInt.of(2), Duration.ofSeconds(3), CHEAP);
    }

    Settings withMinLength(int length) {
        return new Settings(length, threads, maxWait, argon2);
    }

    Settings withThreads(int size) {
        return new Settings(minLength, OptionalInt.of(size), maxWait, argon2);
    }

    Settings withCost(int memoryKib, int iterations, int parallelism) {
        return new Settings(minLength, threads, maxWait, new Cost(memoryKib, iterations, parallelism));
    }

    record Cost(int memoryKib, int iterations, int parallelism) implements Argon2 {
    }
}
