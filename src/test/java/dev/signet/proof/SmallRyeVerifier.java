package dev.signet.proof;

import java.util.Optional;
import java.util.Set;

import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;

/** SmallRye JWT as a library, which counts in minutes: one is the least that it can be told. */
final class SmallRyeVerifier implements StockVerifier {
    static final String NAME = "smallrye-jwt";
    private static final int SHORTEST_MINUTES = 1;

    private final JWTParser parser;

    SmallRyeVerifier(String jwksUri, String issuer) {
        JWTAuthContextInfo settings = new JWTAuthContextInfo(jwksUri, issuer);
        settings.setExpectedAudience(Set.of(issuer));
        settings.setJwksRefreshInterval(SHORTEST_MINUTES);
        settings.setForcedJwksRefreshInterval(SHORTEST_MINUTES);
        parser = new DefaultJWTParser(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String caches() {
        return "max-age, else 60 min; unknown kid each 30 min → 1 min, 1 min";
    }

    @Override
    public Optional<String> refusal(String token) {
        try {
            return parser.parse(token).getSubject() == null ? Optional.of("no subject") : Optional.empty();
        } catch (ParseException e) {
            return Optional.of(e.getMessage() + ": " + e.getCause());
        }
    }
}
