package dev.signet.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.keys.AskedBy;
import dev.signet.sessions.SignOuts;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenRevocation;
import dev.signet.tokens.TokenVerifier;
import dev.signet.users.Users;
import io.smallrye.mutiny.Uni;

/** What operators revoke, by the kinds of thing that they can name. */
@ApplicationScoped
class OperatorRevocations {
    private final TokenVerifier verifier;
    private final TokenRevocation tokens;
    private final SignOuts signOuts;
    private final Users users;
    private final AuditLog audit;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    OperatorRevocations(TokenVerifier verifier, TokenRevocation tokens, SignOuts signOuts, Users users, ClientChanges clients,
            RevokedKeys keys, AuditLog audit) {
        this.verifier = verifier;
        this.tokens = tokens;
        this.signOuts = signOuts;
        this.users = users;
        this.audit = audit;
        ways.put("token", this::token);
        ways.put("family", (value, by) -> signOuts.endKnown(uuid(value)));
        ways.put("session", (value, by) -> signOuts.endKnownSession(uuid(value)));
        ways.put("user", this::user);
        ways.put("client", clients::revokeTokens);
        ways.put("key", (value, by) -> keys.revoke(value, new AskedBy(by.subject(), by.ip())).map(Optional::isPresent));
    }

    /** @return whether there is such a thing; its revocation is durable then */
    private interface Way {
        Uni<Boolean> revoke(String value, Operator by);
    }

    /**
     * @param type what the value names
     * @return whether there is such a thing; its revocation is durable then. Fails with {@code validation} for a type that
     *         there is not, and a value that can't be of its type
     */
    Uni<Boolean> revoke(String type, String value, Operator by) {
        return Optional.ofNullable(ways.get(type)).orElseThrow(() -> Problem.validation(new FieldError("type", "unknown",
                "This must be one of " + String.join(", ", ways.keySet()) + ".")).asException()).revoke(value, by);
    }

    private static UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw Problem.validation(new FieldError("value", "invalid", "This must be a UUID.")).asException();
        }
    }

    /** A person's access token ends the sign-in that it is of, whichever client it was exchanged by. */
    private Uni<Boolean> token(String value, Operator by) {
        AccessToken token = verifier.verify(value).orElseThrow(() -> Problem.validation(new FieldError("value", "invalid",
                "This must be an access token of this issuer that has not expired.")).asException());
        Uni<Void> revoked = token.sid().map(sid -> signOuts.end(uuid(sid))).orElseGet(() -> tokens.revoke(token));
        return revoked.replaceWith(true);
    }

    private Uni<Boolean> user(String value, Operator by) {
        UUID person = uuid(value);
        return users.account(person).call(known -> known.isEmpty() ? Uni.createFrom().voidItem()
                : signOuts.endAllWith(person, Optional.empty(), () -> audit.record(new AuditEvent(
                        AuditTypes.SESSIONS_REVOKED_ALL, by.subject(), value, by.ip(), Map.of()))))
                .map(Optional::isPresent);
    }
}
