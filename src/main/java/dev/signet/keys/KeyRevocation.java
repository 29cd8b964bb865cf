package dev.signet.keys;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.Leader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * The emergency: a key that somebody else may have. It leaves the ring at once, and a fresh key signs at once where it
 * signed, not the published NEXT: that lay beside it and may be in the same hands. Verifiers that keep the JWKS know neither
 * the fresh key, until they look again, nor that the old one is gone, until their copy is too old.
 */
@ApplicationScoped
public class KeyRevocation {
    private static final String SIGNATURE = "sig";

    private final Pool postgres;
    private final Leader leader;
    private final KeyRows rows;
    private final KeySteps steps;
    private final KeyRing ring;
    private final Vertx vertx;

    KeyRevocation(Pool postgres, Leader leader, KeyRows rows, KeySteps steps, KeyRing ring, Vertx vertx) {
        this.postgres = postgres;
        this.leader = leader;
        this.rows = rows;
        this.steps = steps;
        this.ring = ring;
        this.vertx = vertx;
    }

    /**
     * What became of it.
     *
     * @param signing the key of its algorithm that signs now, where there is one
     */
    public record Revoked(Optional<String> signing) {
    }

    /** @return whether a key of that name is there that signs no tokens but authenticates refresh tokens */
    public Uni<Boolean> isOfRefreshTokens(String kid) {
        return rows.useOf(postgres, kid).map(use -> use.filter(name -> !name.equals(SIGNATURE)).isPresent());
    }

    /**
     * @param kid of a signing key in any state
     * @param alongside what is committed together with it, as its last step
     * @return empty where no signing key has that name
     */
    public Uni<Optional<Revoked>> revoke(String kid, AskedBy by, Function<SqlConnection, Uni<Void>> alongside) {
        return rows.look(postgres).chain(seen -> seen.find(kid)
                .map(key -> revoke(key, by, alongside))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Revoked>> revoke(KeyLife key, AskedBy by, Function<SqlConnection, Uni<Void>> alongside) {
        return SpareKeys.make(vertx, List.of(key.alg(), key.alg()).subList(0, newKeysFor(key)))
                .chain(spares -> leader.lead(KeyRotation.LOCK, c -> revokeLocked(c, key.kid(), spares, by, alongside)))
                .call(ring::reload);
    }

    /** A NEXT key may be promoted before the lock is there, so it has a spare for either. */
    private static int newKeysFor(KeyLife key) {
        return key.state() == KeyState.RETIRED ? 0 : 2;
    }

    private Uni<Optional<Revoked>> revokeLocked(SqlConnection c, String kid, SpareKeys spares, AskedBy by,
            Function<SqlConnection, Uni<Void>> alongside) {
        return rows.look(c).chain(now -> now.find(kid)
                .map(key -> steps.remove(c, now, key, spares, by).call(() -> alongside.apply(c))
                        .map(signing -> Optional.of(new Revoked(signing))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }
}
