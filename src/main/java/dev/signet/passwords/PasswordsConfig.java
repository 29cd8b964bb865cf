package dev.signet.passwords;

import java.time.Duration;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of passwords: {@code signet.passwords.*}. */
@ConfigMapping(prefix = "signet.passwords")
interface PasswordsConfig {

    /** Code points that a chosen password has at least, 8 to 128. A stored password that is shorter goes on working. */
    @WithDefault("12")
    int minLength();

    /** Threads that hash; by default one per processor, so that hashing leaves nothing idle and never more than that busy. */
    OptionalInt threads();

    /** How long a hash may be expected to wait for a thread. Past it the call is answered 503 at once. */
    @WithDefault("3s")
    Duration maxWait();

    Argon2 argon2();

    /** Cost of new hashes (RFC 9106 §3.1). A stored hash of another cost is replaced at the next sign-in. */
    interface Argon2 {

        /** Memory of one hash in KiB, 7168 to 262144. Each thread takes that much, outside the heap where libsodium hashes. */
        @WithDefault("19456")
        int memoryKib();

        /** Passes over the memory, 1 to 16. */
        @WithDefault("2")
        int iterations();

        /** Lanes, 1 to 8. They run one after another here, more than one in Java, which takes about twice the time. */
        @WithDefault("1")
        int parallelism();
    }
}
