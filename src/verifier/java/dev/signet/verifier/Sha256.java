package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Hashes as the RFCs write them: {@code ath} (RFC 9449 §4.2), {@code x5t#S256} (RFC 8705 §3.1). */
final class Sha256 {

    private Sha256() {
    }

    /** @return BASE64URL(SHA-256(bytes)) */
    static String of(byte[] bytes) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @return whether two hashes are the same; takes as long for one that is nearly so */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }
}
