package dev.signet.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is stored of a random secret, and of whatever is too long or too private to be a key. Never of a password. */
public final class Sha256 {

    private Sha256() {
    }

    /** @return the 32 bytes of the digest */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return the digest of the text in UTF-8 */
    public static byte[] ofText(String text) {
        return of(text.getBytes(UTF_8));
    }
}
