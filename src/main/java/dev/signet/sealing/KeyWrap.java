package dev.signet.sealing;

/**
 * A service elsewhere that encrypts 32 bytes under a key that never leaves it: a KMS. Each call may block; it throws an
 * {@link IllegalStateException} with a sentence that names the setting and quotes no secret.
 */
interface KeyWrap {

    /** @return its name in {@code wrapped_keys} and {@code signet.keys.provider}; never another */
    String name();

    /** @return the setting that names it in sentences */
    String setting();

    /** @return the key, encrypted, as text */
    String wrap(byte[] key);

    /** @return what {@link #wrap} was given */
    byte[] unwrap(String wrapped);

    /** @return the same key, encrypted under the newest version of the service's own; the same text where nothing is newer */
    String rewrap(String wrapped);
}
