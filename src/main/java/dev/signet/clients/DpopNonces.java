package dev.signet.clients;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.sealing.KeyEncryption;

/**
 * Nonces of this service's for DPoP proofs (RFC 9449 §8): the time, and a MAC over it. None is kept, each replica knows
 * those of every other.
 */
@ApplicationScoped
class DpopNonces {
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** Replicas' clocks differ. */
    private static final Duration AHEAD = Duration.ofSeconds(30);
    private static final String LABEL = "dpop-nonce";
    private static final int MAC_BYTES = 16;

    private final KeyEncryption encryption;
    private final Clock clock;

    DpopNonces(KeyEncryption encryption, Clock clock) {
        this.encryption = encryption;
        this.clock = clock;
    }

    /** @return a nonce that is good for five minutes from now */
    String issue() {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(clock.instant().getEpochSecond()).array();
        byte[] mac = Arrays.copyOf(encryption.mac(LABEL, time), MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES + MAC_BYTES).put(time).put(mac).array());
    }

    /** @return whether it is one of ours that is not too old */
    boolean isFresh(String nonce) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(nonce);
            return bytes.length == Long.BYTES + MAC_BYTES && isFresh(ByteBuffer.wrap(bytes).getLong())
                    && encryption.verifies(LABEL, Arrays.copyOf(bytes, Long.BYTES),
                            Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isFresh(long second) {
        long age = clock.instant().getEpochSecond() - second;
        return age <= LIFE.toSeconds() && age >= -AHEAD.toSeconds();
    }
}
