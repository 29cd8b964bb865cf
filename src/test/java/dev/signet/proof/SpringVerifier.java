package dev.signet.proof;

import java.util.Optional;

import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, on Nimbus; its cache has no setting, so it stays as it is. */
final class SpringVerifier implements StockVerifier {
    static final String NAME = "spring-nimbus";

    private final NimbusJwtDecoder decoder;

    SpringVerifier(String jwksUri, String issuer) {
        decoder = NimbusJwtDecoder.withJwkSetUri(jwksUri).validateType(false).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(new JwtIssuerValidator(issuer),
                new JwtAudienceValidator(issuer), new JwtTypeValidator("at+jwt")));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String caches() {
        return "5 min; unknown kid always → unchanged";
    }

    @Override
    public Optional<String> refusal(String token) {
        try {
            return decoder.decode(token).getSubject() == null ? Optional.of("no subject") : Optional.empty();
        } catch (JwtException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
