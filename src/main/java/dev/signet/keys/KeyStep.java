package dev.signet.keys;

import java.util.Optional;

/**
 * One change of the ring.
 *
 * @param kid of the key that it happens to; empty where a key is made
 */
record KeyStep(Kind kind, String alg, Optional<String> kid) {

    enum Kind {
        /** The NEXT key signs, the ACTIVE one retires. */
        PROMOTE,
        /** A new key signs at once: there was none. */
        BEGIN,
        /** A new NEXT key. */
        PUBLISH,
        /** The key is gone. */
        DELETE,
        /** The ACTIVE key is to retire by and by: nobody uses its algorithm. */
        LEAVE,
        /** Somebody uses it again. */
        STAY,
        /** The ACTIVE key retires, and none takes its place. */
        RETIRE;

        boolean takesNewKey() {
            return this == BEGIN || this == PUBLISH;
        }
    }

    static KeyStep of(Kind kind, KeyLife key) {
        return new KeyStep(kind, key.alg(), Optional.of(key.kid()));
    }

    static KeyStep making(Kind kind, String alg) {
        return new KeyStep(kind, alg, Optional.empty());
    }
}
