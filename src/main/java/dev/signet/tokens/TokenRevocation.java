package dev.signet.tokens;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevocationLog;
import dev.signet.revocation.Revocations;
import dev.signet.revocation.StatusEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Revokes one access token. */
@ApplicationScoped
public class TokenRevocation {
    private final RevocationLog log;
    private final AuditLog audit;
    private final Revocations revocations;
    private final TokensConfig config;
    private final Clock clock;

    TokenRevocation(RevocationLog log, AuditLog audit, Revocations revocations, TokensConfig config, Clock clock) {
        this.log = log;
        this.audit = audit;
        this.revocations = revocations;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Revokes the token by its {@code jti}. Answers once that is durable. A sign-in's entry in a status list is not touched: it
     * is every token's of the sign-in, so one alone is refused where somebody asks or listens.
     */
    public Uni<Void> revoke(AccessToken token) {
        List<StatusEntry> entries = token.sid().isPresent() ? List.of() : token.status().stream().toList();
        Duration left = Duration.ofSeconds(token.expiresAt() - clock.instant().getEpochSecond()).plus(config.skew())
                .plusSeconds(1);
        return Panache
                .withTransaction(
                        () -> record(token).chain(() -> log.append(List.of(Revocation.jti(token.jti(), entries)), left)))
                .chain(revocations::spread);
    }

    private Uni<Void> record(AccessToken token) {
        return audit.record(new AuditEvent(AuditTypes.TOKEN_REVOKED, token.clientId(), token.jti(), null, Map.of()));
    }
}
