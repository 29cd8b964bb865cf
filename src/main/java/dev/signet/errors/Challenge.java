package dev.signet.errors;

import java.util.Optional;

/** The {@code WWW-Authenticate} of a refusal: exactly one, whatever the authentication mechanisms would send. */
final class Challenge {
    private static final String BASIC = "Basic realm=\"signet\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";
    /** RFC 9449 §7.1; those of {@code clients.DpopProofs}. */
    private static final String ALGS = "algs=\"RS256 PS256 ES256 EdDSA\"";

    private Challenge() {
    }

    /**
     * @param refusal what is answered
     * @param authorization the request's header, null if there is none
     * @return the challenge that RFC 9110 §15.5.2 demands of a 401, or RFC 6750 §3 and RFC 9449 §7.1 of a token that isn't
     *         enough
     */
    static Optional<String> of(Refusal refusal, String authorization) {
        OAuthError error = refusal.asOAuthError();
        if (error.error().equals("invalid_client") && error.status() == 401) {
            return Optional.of(BASIC);
        }
        boolean dpop = sent(DPOP, authorization);
        if (error.error().equals("insufficient_scope")) {
            return Optional.of((dpop ? DPOP : BEARER) + " error=\"insufficient_scope\"");
        }
        if (error.status() != 401) {
            return Optional.empty();
        }
        if (dpop) {
            return Optional.of(DPOP + " error=\"" + error.error() + "\", " + ALGS);
        }
        if (error.equals(OAuthError.dpopRequired())) {
            return Optional.of(BEARER + " error=\"invalid_token\", " + DPOP + " " + ALGS);
        }
        return Optional
                .of(error.error().equals("invalid_token") && sent(BEARER, authorization) ? BEARER + " error=\"invalid_token\""
                        : BEARER);
    }

    /** RFC 6750 §3: a call without a token learns that one is needed, not that one is wrong. */
    private static boolean sent(String scheme, String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1);
    }
}
