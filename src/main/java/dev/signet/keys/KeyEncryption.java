package dev.signet.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Seals with AES-256-GCM and authenticates with HMAC-SHA-256, each purpose under a key of its own that is derived from
 * the key-encryption key (HKDF-Expand, RFC 5869 §2.3, one block). Replicas with the same setting open each other's seals.
 */
@ApplicationScoped
public class KeyEncryption {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] keyEncryptionKey;

    @Inject
    KeyEncryption(KeysConfig config) {
        this(config.encryptionKey());
    }

    /** @param base64 32 bytes, as {@link #parse} takes them */
    public KeyEncryption(String base64) {
        keyEncryptionKey = parse(base64);
    }

    /**
     * @param base64 the setting {@code signet.keys.encryption-key}
     * @return its 32 bytes
     * @throws IllegalArgumentException with a sentence that names the setting and never quotes it
     */
    public static byte[] parse(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("signet.keys.encryption-key is not base64: set it to 32 random bytes in base64, "
                    + "for instance from `openssl rand -base64 32`.");
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "signet.keys.encryption-key holds " + key.length + " bytes: it takes exactly 32, in base64.");
        }
        return key;
    }

    /**
     * @param label the purpose: what is sealed under one label opens under no other
     * @return nonce, ciphertext and tag
     */
    public byte[] seal(String label, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, label, nonce).doFinal(plain);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @return what {@link #seal} was given, or empty when it was sealed by another key, for another purpose, or altered */
    public Optional<byte[]> open(String label, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, label, Arrays.copyOf(sealed, NONCE_BYTES));
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }

    /** @return HMAC-SHA-256 of the data under the label's own key: 32 bytes, the same on every replica */
    public byte[] mac(String label, byte[] data) {
        return hmac(derive("mac:" + label), data);
    }

    private Cipher cipher(int mode, String label, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derive("seal:" + label), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derive(String info) {
        return hmac(keyEncryptionKey, ("signet:" + info + "\u0001").getBytes(UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }
}
