package dev.signet.keys;

import java.security.MessageDigest;

import dev.signet.stores.HmacSha256;

/**
 * A random key that authenticates refresh tokens.
 *
 * @param kid eight hexadecimal digits: four bytes of every refresh token
 */
public record MacKey(String kid, byte[] key) {

    /** @return HMAC-SHA-256 of the data, 32 bytes */
    public byte[] mac(byte[] data) {
        return HmacSha256.of(key, data);
    }

    /** @return whether the MAC is the data's, judged in constant time */
    public boolean verifies(byte[] data, byte[] mac) {
        return MessageDigest.isEqual(mac(data), mac);
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "MacKey[" + kid + "]";
    }
}
