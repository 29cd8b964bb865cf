package dev.signet.tokens;

import java.util.List;
import java.util.Optional;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * An access token as a call brought it: {@code Authorization: Bearer} (RFC 6750 §2.1) or {@code DPoP} (RFC 9449 §7.1).
 *
 * @param dpop whether the scheme was DPoP
 * @param value the token: a secret, never logged
 */
public record PresentedToken(boolean dpop, String value) {
    private static final String BEARER = "Bearer ";
    private static final String DPOP = "DPoP ";

    /** @return empty when there is none, or more than one header: then nobody knows which is meant */
    public static Optional<PresentedToken> of(RoutingContext call) {
        List<String> headers = call.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        return after(BEARER, headers.get(0)).map(token -> new PresentedToken(false, token))
                .or(() -> after(DPOP, headers.get(0)).map(token -> new PresentedToken(true, token)));
    }

    private static Optional<String> after(String scheme, String header) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(header.substring(scheme.length()).strip())
                : Optional.empty();
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "PresentedToken[" + (dpop ? DPOP : BEARER).strip() + "]";
    }
}
