package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.signet.stores.HmacSha256;

/**
 * One key-encryption key: 32 bytes from which each purpose has a key of its own (HKDF-Expand, RFC 5869 §2.3, one block).
 *
 * @param id tells it from others; says nothing of it
 */
record KeyEncryptionKey(String id, byte[] key) {
    static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @return the key under the id that it has where none is given: eight hexadecimal digits of a hash of it */
    static KeyEncryptionKey of(byte[] key) {
        return new KeyEncryptionKey(HexFormat.of().formatHex(Arrays.copyOf(derive(key, "id"), ID_BYTES)), key);
    }

    /** @return a new one */
    static KeyEncryptionKey random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return of(key);
    }

    /**
     * @param setting where it stands, for the sentence that refuses it
     * @param text 32 bytes in base64, with an id and a colon before them or without
     * @throws IllegalArgumentException with a sentence that names the setting and quotes nothing
     */
    static KeyEncryptionKey parse(String setting, String text) {
        int colon = text.indexOf(':');
        KeyEncryptionKey key = of(decode(setting, text.substring(colon + 1).strip()));
        return colon < 0 ? key : key.named(setting, text.substring(0, colon).strip());
    }

    KeyEncryptionKey named(String setting, String otherId) {
        if (!ID.matcher(otherId).matches()) {
            throw new IllegalArgumentException(
                    setting + " holds an id that is none: it takes 1 to 64 letters, digits, dots, dashes and underscores.");
        }
        return new KeyEncryptionKey(otherId, key);
    }

    private static byte[] decode(String setting, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + " is not base64: set it to 32 random bytes in base64, "
                    + "for instance from `openssl rand -base64 32`.");
        }
        if (key.length != BYTES) {
            throw new IllegalArgumentException(setting + " holds " + key.length + " bytes: it takes exactly 32, in base64.");
        }
        return key;
    }

    boolean sameKey(KeyEncryptionKey other) {
        return Arrays.equals(key, other.key);
    }

    /** @return nonce, ciphertext and tag */
    byte[] seal(String label, byte[] plain) {
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
    Optional<byte[]> open(String label, byte[] sealed) {
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

    /** @return HMAC-SHA-256 of the data under the label's own key */
    byte[] mac(String label, byte[] data) {
        return HmacSha256.of(macKey(label), data);
    }

    /** @return the label's own key: {@link #mac} is an HMAC under it */
    byte[] macKey(String label) {
        return derive(key, "mac:" + label);
    }

    private Cipher cipher(int mode, String label, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derive(key, "seal:" + label), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] derive(byte[] key, String info) {
        return HmacSha256.of(key, ("signet:" + info + "\u0001").getBytes(UTF_8));
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return id;
    }
}
