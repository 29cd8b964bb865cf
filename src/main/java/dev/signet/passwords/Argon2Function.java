package dev.signet.passwords;

/** Argon2id, version 1.3, without secret value and associated data (RFC 9106 §3). */
interface Argon2Function {

    /**
     * Slow on purpose: never on an event loop.
     *
     * @param length bytes of the tag, 16 at least
     * @throws dev.signet.errors.UnavailableException if there is no memory to compute it in
     */
    byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int length);
}
