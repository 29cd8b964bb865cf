package dev.signet.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.keys.AskedBy;
import dev.signet.keys.KeyRevocation;
import dev.signet.keys.KeyRevocation.Revoked;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevocationLog;
import dev.signet.revocation.Revocations;
import dev.signet.tokens.TokensConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Takes a key away and revokes all that it signed, both or neither. */
@ApplicationScoped
class RevokedKeys {
    private final KeyRevocation keys;
    private final RevocationLog log;
    private final Revocations revocations;
    private final TokensConfig tokens;

    RevokedKeys(KeyRevocation keys, RevocationLog log, Revocations revocations, TokensConfig tokens) {
        this.keys = keys;
        this.log = log;
        this.revocations = revocations;
        this.tokens = tokens;
    }

    /** @return empty where no signing key has that name; else once it is durable and known here */
    Uni<Optional<Revoked>> revoke(String kid, AskedBy by) {
        return keys.revoke(kid, by, c -> append(c, kid)).call(revocations::spread);
    }

    private Uni<Void> append(SqlConnection c, String kid) {
        Duration life = tokens.accessLifetime().plus(tokens.skew());
        return log.append(c, List.of(Revocation.kid(kid)), life);
    }
}
