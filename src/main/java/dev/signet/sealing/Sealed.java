package dev.signet.sealing;

/**
 * What {@link KeyEncryption} sealed.
 *
 * @param bytes nonce, ciphertext and tag
 * @param by the id of the key that sealed them, to be kept beside them
 */
public record Sealed(byte[] bytes, String by) {
}
