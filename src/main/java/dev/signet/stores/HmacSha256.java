package dev.signet.stores;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), which every Java has. */
public final class HmacSha256 {
    private static final String NAME = "HmacSHA256";

    private HmacSha256() {
    }

    /** @return the 32 bytes of the code */
    public static byte[] of(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
