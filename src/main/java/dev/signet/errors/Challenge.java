package dev.signet.errors;

import java.util.Locale;
import java.util.Optional;

/** The {@code WWW-Authenticate} of a refusal: exactly one, whatever the authentication mechanisms would send. */
final class Challenge {
    private static final String BASIC = "Basic realm=\"signet\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer";

    private Challenge() {
    }

    /**
     * @param refusal what is answered
     * @param authorization the request's header, null if there is none
     * @return the challenge that RFC 9110 §15.5.2 demands of a 401, or RFC 6750 §3 of a token that isn't enough
     */
    static Optional<String> of(Refusal refusal, String authorization) {
        OAuthError error = refusal.asOAuthError();
        if (error.error().equals("invalid_client") && error.status() == 401) {
            return Optional.of(BASIC);
        }
        if (error.error().equals("insufficient_scope")) {
            return Optional.of(BEARER + " error=\"insufficient_scope\"");
        }
        if (error.status() != 401) {
            return Optional.empty();
        }
        return Optional
                .of(error.error().equals("invalid_token") && tokenSent(authorization) ? BEARER + " error=\"invalid_token\""
                        : BEARER);
    }

    /** RFC 6750 §3: a call without a token learns that one is needed, not that one is wrong. */
    private static boolean tokenSent(String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ");
    }
}
