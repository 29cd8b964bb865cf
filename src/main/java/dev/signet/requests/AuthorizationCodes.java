package dev.signet.requests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.Sha256;
import io.smallrye.mutiny.Uni;

/**
 * Authorization codes. Redis holds what a code stands for; that it serves once is Postgres's word: the sign-in that it
 * opens has an id made of the code, so that a second one can't be opened, and a replay finds the first, also after Redis
 * was emptied.
 */
@ApplicationScoped
public class AuthorizationCodes {
    /** RFC 6749 §4.1.2: at most ten minutes are RECOMMENDED; a browser's redirect takes seconds. */
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final String CODE = "code";
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final RedisMoments moments;

    AuthorizationCodes(RedisMoments moments) {
        this.moments = moments;
    }

    /** @return a code of 256 random bits that is good for 60 s */
    public Uni<String> issue(AuthorizationCode contents) {
        String code = RedisMoments.newName();
        return moments.put(CODE, code, contents.json(), LIFE).replaceWith(code);
    }

    /** @return what the code stands for, whether or not it was redeemed; empty when its time is over */
    public Uni<Optional<AuthorizationCode>> find(String code) {
        return moments.get(CODE, code).map(json -> json.map(AuthorizationCode::of));
    }

    /** @return the id of the one sign-in that the code can open: a UUID of version 8 (RFC 9562 §5.8) from its SHA-256 */
    public static UUID signIn(String code) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(code.getBytes(US_ASCII)));
        long high = hash.getLong() & ~0xF000L | VERSION_8;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | VARIANT;
        return new UUID(high, low);
    }
}
