package dev.signet.tokens;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.jose4j.jwt.JwtClaims;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;

/**
 * Where SmallRye JWT asks whether a Bearer token is good: our verifier answers, so that one place knows. CPU only; the
 * revocation follows in {@link LiveTokens}.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class BearerTokens extends JWTCallerPrincipalFactory {
    private final TokenVerifier verifier;

    BearerTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        return verifier.verify(token)
                .filter(verifier::isForUs)
                .map(BearerPrincipal::new)
                .orElseThrow(() -> new ParseException("not an access token of this issuer for this service"));
    }

    /** A verified token as the framework's principal. */
    static final class BearerPrincipal extends DefaultJWTCallerPrincipal {
        private final AccessToken token;

        BearerPrincipal(AccessToken token) {
            super(claims(token));
            this.token = token;
        }

        private static JwtClaims claims(AccessToken token) {
            JwtClaims claims = new JwtClaims();
            token.asMap().forEach(claims::setClaim);
            return claims;
        }

        AccessToken token() {
            return token;
        }
    }
}
