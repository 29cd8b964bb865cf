package dev.signet.signals;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.outbox.SecurityEvent;
import dev.signet.tokens.Issuer;
import dev.signet.tokens.TokenIssuer;

/**
 * Says a revocation as a security event token (RFC 8417) of the Shared Signals Framework 1.0: {@code sub_id} (RFC 9493) says
 * what was revoked, {@code events} holds the one event, no {@code sub} and no {@code exp} are there (SSF §4.1). It names no
 * person.
 */
@ApplicationScoped
class SecurityEventTokens {
    private static final String TYPE = "secevent+jwt";
    /** CAEP 1.0 §3.1. */
    private static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    /** OpenID OAuth Event Types 1.0 §3.2. */
    private static final String TOKEN_REVOKED = "https://schemas.openid.net/secevent/oauth/event-type/token-revoked";
    /** Ours, where there are none: every token of a client that was issued until {@code cut}; every token of a key. */
    private static final String CLIENT_TOKENS_REVOKED = "urn:signet:event:client-tokens-revoked";
    private static final String KEY_REVOKED = "urn:signet:event:key-revoked";

    private final TokenIssuer issuer;
    private final String issuerUrl;

    SecurityEventTokens(TokenIssuer issuer, Issuer identifier) {
        this.issuer = issuer;
        this.issuerUrl = identifier.url();
    }

    /** @return signed as the client wants what this issuer says of tokens */
    String token(SecurityEvent event, Client client) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", event.id().toString());
        claims.put("sub_id", subject(event));
        claims.put("events", Map.of(type(event), details(event)));
        return issuer.statement(TYPE, client, client.introspectionSignedResponseAlg(), claims);
    }

    private Map<String, Object> subject(SecurityEvent event) {
        return switch (event.kind()) {
            case JTI -> Map.of("format", "jwt_id", "iss", issuerUrl, "jti", event.value());
            case SID, CLIENT, KID -> Map.of("format", "opaque", "id", event.value());
        };
    }

    private static String type(SecurityEvent event) {
        return switch (event.kind()) {
            case SID -> SESSION_REVOKED;
            case JTI -> TOKEN_REVOKED;
            case CLIENT -> CLIENT_TOKENS_REVOKED;
            case KID -> KEY_REVOKED;
        };
    }

    private static Map<String, Object> details(SecurityEvent event) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("event_timestamp", event.createdAt().getEpochSecond());
        event.cut().ifPresent(cut -> details.put("cut", cut));
        return details;
    }
}
