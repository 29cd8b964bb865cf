package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** A Spring resource server, set up as the README says: the issuer, the audience, and the type of an access token. */
@SignetTest
class SpringVerifierIT {
    /** The built-in client: whoever expected that audience would have nothing but the type to tell by. */
    private static final String ID_TOKEN_AUDIENCE = "signet";

    private final Http http;
    private final String issuer;

    SpringVerifierIT(Http http, SignetService service) {
        this.http = http;
        this.issuer = service.issuer();
    }

    @Test
    void accepts_an_access_token() {
        Jwt token = decoder(issuer).decode(ServiceToken.get(http).value());

        assertThat(token.getSubject()).isEqualTo(ServiceToken.CLIENT);
        assertThat(token.getIssuer()).hasToString(issuer);
    }

    @Test
    void refuses_a_token_that_was_tampered_with() {
        String tampered = ServiceToken.get(http).tampered();
        JwtDecoder decoder = decoder(issuer);

        assertThatThrownBy(() -> decoder.decode(tampered)).isInstanceOf(BadJwtException.class)
                .hasMessageContaining("signature");
    }

    @Test
    void refuses_a_token_for_another_audience() {
        String token = ServiceToken.get(http).value();
        JwtDecoder decoder = decoder("https://elsewhere.example");

        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtValidationException.class).hasMessageContaining("aud");
    }

    @Test
    void refuses_an_id_token_by_its_type() {
        String idToken = Person.register(http).signIn().getString("id_token");
        JwtDecoder decoder = decoder(ID_TOKEN_AUDIENCE);

        assertThatThrownBy(() -> decoder.decode(idToken)).isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("typ");
    }

    /** The trap that the README warns of: why the issuer alone is not enough here. */
    @Test
    void takes_the_id_token_for_the_access_token_where_it_was_told_no_type() {
        JwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
        String accessToken = ServiceToken.get(http).value();
        String idToken = Person.register(http).signIn().getString("id_token");

        assertThatThrownBy(() -> decoder.decode(accessToken)).isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("typ");
        assertThat(decoder.decode(idToken).getIssuer()).hasToString(issuer);
    }

    private JwtDecoder decoder(String audience) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience), new JwtTypeValidator("at+jwt")));
        return decoder;
    }
}
