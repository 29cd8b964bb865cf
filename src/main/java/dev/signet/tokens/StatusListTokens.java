package dev.signet.tokens;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.keys.KeyRing;
import dev.signet.keys.SigningKey;
import dev.signet.revocation.RevocationConfig;
import dev.signet.revocation.StatusList;
import dev.signet.revocation.StatusLists;
import dev.signet.revocation.StatusLists.KeyedList;
import dev.signet.stores.Sha256;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * Signs status lists (draft-ietf-oauth-status-list §5.1): once for every change that somebody asks after, and again before
 * the token is half over.
 */
@ApplicationScoped
public class StatusListTokens {
    private static final String TYPE = "statuslist+jwt";
    private static final String USUAL_ALG = "RS256";
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(10);
    /** How many times its {@code ttl} a token lives at least: a verifier that can't renew it decides how long it trusts it. */
    private static final int LIFE_IN_TTLS = 20;
    private static final int MOST_KEPT = 1000;

    private final StatusLists lists;
    private final TokenIssuer issuer;
    private final TokenStatus status;
    private final KeyRing ring;
    private final Vertx vertx;
    private final Clock clock;
    private final long ttl;
    private final long half;
    private final ConcurrentMap<Long, Signed> kept = new ConcurrentHashMap<>();

    StatusListTokens(StatusLists lists, TokenIssuer issuer, TokenStatus status, KeyRing ring, RevocationConfig config,
            Vertx vertx, Clock clock) {
        this.lists = lists;
        this.issuer = issuer;
        this.status = status;
        this.ring = ring;
        this.vertx = vertx;
        this.clock = clock;
        this.ttl = Math.max(1, config.statusTtl().toSeconds());
        this.half = Math.max(SHORTEST_LIFE.toSeconds(), ttl * LIFE_IN_TTLS) / 2;
    }

    /**
     * @param version of the list
     * @param since the beginning of a half life, so that replicas that sign the same list have the same tag for it
     */
    private record Signed(StatusListToken token, long version, long since, String kid) {

        boolean isOf(StatusList list, SigningKey key, long half) {
            return version == list.version() && since == half && kid.equals(key.kid());
        }
    }

    /** @return seconds after which a verifier asks again */
    public long ttl() {
        return ttl;
    }

    /** @return the token of a live list; fails with {@code UnavailableException} while nobody can tell what it says */
    @CheckReturnValue
    public Uni<Optional<StatusListToken>> find(long list) {
        return lists.find(list).chain(found -> found.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : token(found.get()).map(Optional::of));
    }

    private Uni<StatusListToken> token(KeyedList keyed) {
        Signed last = kept.get(keyed.list().id());
        return last != null && last.isOf(keyed.list(), keyFor(keyed.kid()), halfLife())
                ? Uni.createFrom().item(last.token())
                : vertx.executeBlocking(() -> make(keyed), false);
    }

    private long halfLife() {
        return clock.instant().getEpochSecond() / half * half;
    }

    /** Compressing takes ten milliseconds: never on an event loop, and once for however many ask. */
    private StatusListToken make(KeyedList keyed) {
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        SigningKey key = keyFor(keyed.kid());
        long since = halfLife();
        return kept.compute(keyed.list().id(), (id, last) -> last != null && last.isOf(keyed.list(), key, since) ? last
                : sign(keyed.list(), key, since)).token();
    }

    /** Whoever knows the algorithm of the tokens knows the list's: it is signed with what signs such tokens now. */
    private SigningKey keyFor(String kid) {
        return ring.active(ring.find(kid).map(SigningKey::alg).filter(ring::signs).orElse(USUAL_ALG));
    }

    private Signed sign(StatusList list, SigningKey key, long since) {
        long version = list.version();
        byte[] compressed = list.compressed();
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", status.uri(list.id()));
        claims.put("iat", now);
        claims.put("exp", now + 2 * half);
        claims.put("ttl", ttl);
        claims.put("status_list",
                Map.of("bits", 1, "lst", Base64.getUrlEncoder().withoutPadding().encodeToString(compressed)));
        return new Signed(new StatusListToken(issuer.statement(TYPE, key, claims), tag(list.id(), since, compressed)),
                version, since, key.kid());
    }

    private static String tag(long list, long since, byte[] compressed) {
        byte[] hashed = ByteBuffer.allocate(2 * Long.BYTES + compressed.length).putLong(list).putLong(since).put(compressed)
                .array();
        return HexFormat.of().formatHex(Sha256.of(hashed), 0, 16);
    }
}
