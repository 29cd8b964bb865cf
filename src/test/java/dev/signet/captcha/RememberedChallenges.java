package dev.signet.captcha;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;

/** Keeps what was spent in memory; can be taken away. */
final class RememberedChallenges implements SpentChallenges {
    private final Map<ByteBuffer, Instant> spent = new ConcurrentHashMap<>();
    private volatile boolean away;

    void goAway() {
        away = true;
    }

    int rows() {
        return spent.size();
    }

    @Override
    public Uni<Boolean> spend(byte[] digest, Instant expiresAt) {
        return Uni.createFrom().item(() -> {
            if (away) {
                throw new IllegalStateException("away");
            }
            return spent.putIfAbsent(ByteBuffer.wrap(digest), expiresAt) == null;
        });
    }
}
