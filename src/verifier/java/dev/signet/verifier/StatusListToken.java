package dev.signet.verifier;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A list that was read, of which every check holds (draft-ietf-oauth-status-list §5.1, §8.3). */
final class StatusListToken {
    /** Characters of the JWT. */
    static final int LONGEST = 8 * 1024 * 1024;
    /** Bytes of the list, inflated: 128 million entries. More is a bomb. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final Set<Long> BITS = Set.of(1L, 2L, 4L, 8L);
    private static final Duration USUAL_TTL = Duration.ofSeconds(30);
    private static final long LONGEST_TTL_SECONDS = 3_600;

    private final int bits;
    private final byte[] statuses;
    private final Instant expires;
    private final Duration ttl;

    /**
     * @param bits of each entry: 1, 2, 4 or 8
     * @param statuses the entries, the first in the least significant bits of the first byte (§4.1)
     * @param expires {@code exp}
     * @param ttl how long the copy serves before it is fetched again
     */
    StatusListToken(int bits, byte[] statuses, Instant expires, Duration ttl) {
        this.bits = bits;
        this.statuses = statuses;
        this.expires = expires;
        this.ttl = ttl;
    }

    /** @return the list of a JWT whose signature holds; fails where it is not the list of that place, of now */
    static StatusListToken of(CompactJwt jwt, String uri, Settings settings) throws Refusal {
        Claims claims = jwt.claims();
        require(jwt.type().equals("statuslist+jwt"), "typ");
        require(claims.text("iss").equals(Optional.of(settings.issuer())), "iss");
        require(claims.text("sub").equals(Optional.of(uri)), "sub");
        Instant now = settings.now();
        require(claims.date("iat").filter(iat -> !iat.isAfter(now.plus(settings.skew()))).isPresent(), "iat");
        Optional<Instant> expires = claims.date("exp").filter(exp -> now.minus(settings.skew()).isBefore(exp));
        require(expires.isPresent(), "exp");
        Claims list = claims.object("status_list").orElseThrow(() -> Refusal.token("status_list"));
        int bits = list.count("bits").filter(BITS::contains).orElseThrow(() -> Refusal.token("bits")).intValue();
        return new StatusListToken(bits, inflate(list.text("lst").orElseThrow(() -> Refusal.token("lst"))), expires.get(),
                ttl(claims));
    }

    private static void require(boolean holds, String claim) throws Refusal {
        if (!holds) {
            throw Refusal.token(claim);
        }
    }

    private static Duration ttl(Claims claims) throws Refusal {
        if (!claims.has("ttl")) {
            return USUAL_TTL;
        }
        long seconds = claims.count("ttl").filter(ttl -> ttl > 0).orElseThrow(() -> Refusal.token("ttl"));
        return Duration.ofSeconds(Math.min(seconds, LONGEST_TTL_SECONDS));
    }

    /** RFC 1950, whole, within the bound, and nothing after it. */
    static byte[] inflate(String lst) throws Refusal {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getUrlDecoder().decode(lst));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] part = new byte[65_536];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                require(count > 0 || inflater.finished(), "lst");
                require(bytes.size() + count <= MOST_BYTES, "lst");
                bytes.write(part, 0, count);
            }
            require(inflater.getRemaining() == 0, "lst");
            return bytes.toByteArray();
        } catch (IllegalArgumentException | DataFormatException e) {
            throw Refusal.token("lst");
        } finally {
            inflater.end();
        }
    }

    Instant expires() {
        return expires;
    }

    Duration ttl() {
        return ttl;
    }

    /** @return how many entries it has */
    long size() {
        return statuses.length * 8L / bits;
    }

    /** @return the status at an index: 0 is VALID (§7.1); fails where the list has no such index */
    int at(long idx) throws Refusal {
        if (idx >= size()) {
            throw Refusal.token("The status list has no such entry.");
        }
        long bit = idx * bits;
        return (statuses[(int) (bit / 8)] & 0xFF) >> (bit % 8) & ((1 << bits) - 1);
    }

    @Override
    public String toString() {
        return "StatusListToken[" + statuses.length + " bytes, until " + expires + "]";
    }
}
