package dev.signet.sealing;

/**
 * A row of {@code wrapped_keys}.
 *
 * @param id of the key-encryption key inside
 * @param wrapped as the service wrote it
 */
record WrappedKey(String id, String wrapped) {
}
