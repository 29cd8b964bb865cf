package dev.signet.sessions;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import dev.signet.keys.KeyRing;
import dev.signet.keys.MacKey;
import dev.signet.stores.Sha256;

/**
 * What a refresh token holds. The text of it is a secret, and so is this.
 *
 * @param family the refresh family's id
 * @param generation how often the family was refreshed when this one was made
 * @param secret the family's own 128 random bits
 */
record RefreshToken(UUID family, int generation, byte[] secret) {
    private static final byte VERSION = 1;
    private static final int MAC_KID_BYTES = 4;
    private static final int SECRET_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int SIGNED_BYTES = 1 + MAC_KID_BYTES + 16 + 4 + SECRET_BYTES;
    private static final int TEXT_LENGTH = (SIGNED_BYTES + MAC_BYTES) * 4 / 3 + 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @return the first token of a new family */
    static RefreshToken first(UUID family) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new RefreshToken(family, 0, secret);
    }

    /** @return what follows this one: the same, whoever computes it and however often */
    RefreshToken successor() {
        return new RefreshToken(family, generation + 1, secret);
    }

    /** @return what the family's row keeps of the secret */
    byte[] secretHash() {
        return Sha256.of(secret);
    }

    /** @return the token's text, authenticated by the ring's active MAC key */
    String encode(KeyRing ring) {
        MacKey key = ring.activeMac();
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(VERSION).put(HexFormat.of().parseHex(key.kid()))
                .putLong(family.getMostSignificantBits()).putLong(family.getLeastSignificantBits())
                .putInt(generation).put(secret).array();
        byte[] token = ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES).put(signed).put(key.mac(signed)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Reads a token strictly: one text for each token, and nothing whose MAC fails.
     *
     * @return empty for anything that this service did not make
     */
    static Optional<RefreshToken> decode(String text, KeyRing ring) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(token).equals(text);
        return canonical && token[0] == VERSION ? authentic(token, ring) : Optional.empty();
    }

    private static Optional<RefreshToken> authentic(byte[] token, KeyRing ring) {
        byte[] signed = new byte[SIGNED_BYTES];
        byte[] mac = new byte[MAC_BYTES];
        ByteBuffer.wrap(token).get(signed).get(mac);
        String kid = HexFormat.of().formatHex(signed, 1, 1 + MAC_KID_BYTES);
        return ring.findMac(kid).filter(key -> key.verifies(signed, mac)).map(key -> read(signed));
    }

    private static RefreshToken read(byte[] signed) {
        ByteBuffer in = ByteBuffer.wrap(signed, 1 + MAC_KID_BYTES, SIGNED_BYTES - 1 - MAC_KID_BYTES);
        UUID family = new UUID(in.getLong(), in.getLong());
        int generation = in.getInt();
        byte[] secret = new byte[SECRET_BYTES];
        in.get(secret);
        return new RefreshToken(family, generation, secret);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "RefreshToken[" + family + " generation " + generation + "]";
    }
}
