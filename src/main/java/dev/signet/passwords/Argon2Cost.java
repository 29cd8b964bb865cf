package dev.signet.passwords;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * What one Argon2id hash costs (RFC 9106 §3.1). The upper bounds hold for stored hashes too: whoever can write a row
 * must not be able to make the service run out of memory or time.
 *
 * @param memoryKib m, KiB
 * @param iterations t, passes
 * @param parallelism p, lanes
 */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    /** OWASP's recommendation of m=19 MiB, t=2, p=1. */
    static final Argon2Cost DEFAULT = new Argon2Cost(19_456, 2, 1);

    private static final int MAX_MEMORY_KIB = 262_144;
    private static final int MAX_ITERATIONS = 16;
    private static final int MAX_PARALLELISM = 8;
    private static final int MIN_CONFIGURED_MEMORY_KIB = 7_168;

    Argon2Cost {
        if (!possible(memoryKib, iterations, parallelism)) {
            throw new IllegalArgumentException("not an Argon2id cost that is served here");
        }
    }

    static boolean possible(int memoryKib, int iterations, int parallelism) {
        return memoryKib >= 8 * parallelism && memoryKib <= MAX_MEMORY_KIB
                && iterations >= 1 && iterations <= MAX_ITERATIONS
                && parallelism >= 1 && parallelism <= MAX_PARALLELISM;
    }

    /** @throws ConfigurationException with a sentence that names the setting which is out of bounds */
    static Argon2Cost of(PasswordsConfig.Argon2 config) {
        bound("memory-kib", config.memoryKib(), MIN_CONFIGURED_MEMORY_KIB, MAX_MEMORY_KIB);
        bound("iterations", config.iterations(), 1, MAX_ITERATIONS);
        bound("parallelism", config.parallelism(), 1, MAX_PARALLELISM);
        return new Argon2Cost(config.memoryKib(), config.iterations(), config.parallelism());
    }

    private static void bound(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ConfigurationException(
                    "signet.passwords.argon2." + key + " is " + value + ": it must be " + min + " to " + max + ".");
        }
    }
}
