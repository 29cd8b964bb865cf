package dev.signet.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an access token must say of itself (RFC 9068 §4, RFC 7519 §4.1). CPU only. */
final class AccessTokenCheck {
    /** Longer than any that Signet makes; a header of this size passes no proxy. */
    private static final int LONGEST = 8_192;

    private final Settings settings;

    AccessTokenCheck(Settings settings) {
        this.settings = settings;
    }

    /** @return the token, read: of the right kind and the right issuer, if its signature holds */
    CompactJwt read(String token) throws Refusal {
        CompactJwt jwt = CompactJwt.read(token, LONGEST).orElseThrow(() -> Refusal.token("The token is no JWT."));
        if (CompactJwt.KEYS_IT_BRINGS.stream().anyMatch(jwt.header()::has)) {
            throw Refusal.token("The token brings a key of its own.");
        }
        if (!settings.types().contains(jwt.type())) {
            throw Refusal.token("The token is no access token.");
        }
        if (!jwt.claims().text("iss").equals(Optional.of(settings.issuer()))) {
            throw Refusal.token("The token is of another issuer.");
        }
        return jwt;
    }

    /** @return the token, whose signature holds, as one for this resource and this moment */
    VerifiedToken check(CompactJwt jwt) throws Refusal {
        Claims claims = jwt.claims();
        if (claims.texts("aud").filter(this::isForUs).isEmpty()) {
            throw Refusal.token("The token is for another audience.");
        }
        checkTimes(claims);
        // an ID token never names a client_id: where typ is JWT, that tells the two apart
        for (String name : List.of("sub", "jti", "client_id")) {
            if (claims.text(name).filter(text -> !text.isEmpty()).isEmpty()) {
                throw Refusal.token("The token lacks " + name + ".");
            }
        }
        for (String name : List.of("sid", "scope")) {
            if (claims.has(name) && claims.text(name).isEmpty()) {
                throw Refusal.token("The claim " + name + " is no text.");
            }
        }
        return checkStatus(new VerifiedToken(jwt.header().text("kid").orElseThrow(), claims));
    }

    private boolean isForUs(List<String> audience) {
        return audience.stream().anyMatch(settings.audience()::contains);
    }

    private void checkTimes(Claims claims) throws Refusal {
        Instant now = settings.now();
        Instant expires = date(claims, "exp");
        Instant issued = date(claims, "iat");
        if (!now.minus(settings.skew()).isBefore(expires)) {
            throw Refusal.token("The token expired.");
        }
        if (issued.isAfter(now.plus(settings.skew()))) {
            throw Refusal.token("The token is of the future.");
        }
        if (claims.has("nbf") && date(claims, "nbf").isAfter(now.plus(settings.skew()))) {
            throw Refusal.token("The token is not good yet.");
        }
    }

    private static Instant date(Claims claims, String name) throws Refusal {
        return claims.date(name).orElseThrow(() -> Refusal.token("The token lacks " + name + "."));
    }

    private VerifiedToken checkStatus(VerifiedToken token) throws Refusal {
        if (token.status().isEmpty() && settings.requireStatus()) {
            throw Refusal.token("The token lacks a status.");
        }
        return token;
    }
}
