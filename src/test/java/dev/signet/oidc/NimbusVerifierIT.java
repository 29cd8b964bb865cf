package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** A resource server with a JOSE library of its own (RFC 9068 §4): all that it was told is the issuer. */
@SignetTest
class NimbusVerifierIT {
    /** The built-in client: whoever expected that audience would have nothing but the type to tell by. */
    private static final String ID_TOKEN_AUDIENCE = "signet";
    private static final Set<String> REQUIRED = Set.of("sub", "exp", "iat", "jti", "client_id");

    private final Http http;
    private final String issuer;

    NimbusVerifierIT(Http http, SignetService service) {
        this.http = http;
        this.issuer = service.issuer();
    }

    @Test
    void accepts_an_access_token() throws Exception {
        JWTClaimsSet claims = verifier(issuer).process(ServiceToken.get(http).value(), null);

        assertThat(claims.getSubject()).isEqualTo(ServiceToken.CLIENT);
        assertThat(claims.getIssuer()).isEqualTo(issuer);
    }

    @Test
    void refuses_a_token_that_was_tampered_with() throws Exception {
        String tampered = ServiceToken.get(http).tampered();
        JWTProcessor<SecurityContext> verifier = verifier(issuer);

        assertThatThrownBy(() -> verifier.process(tampered, null)).isInstanceOf(BadJWSException.class);
    }

    @Test
    void refuses_a_token_for_another_audience() throws Exception {
        String token = ServiceToken.get(http).value();
        JWTProcessor<SecurityContext> verifier = verifier("https://elsewhere.example");

        assertThatThrownBy(() -> verifier.process(token, null)).isInstanceOf(BadJWTException.class).hasMessageContaining("aud");
    }

    @Test
    void refuses_an_id_token_by_its_type() throws Exception {
        String idToken = Person.register(http).signIn().getString("id_token");
        JWTProcessor<SecurityContext> verifier = verifier(ID_TOKEN_AUDIENCE);

        assertThatThrownBy(() -> verifier.process(idToken, null)).isInstanceOf(BadJOSEException.class)
                .hasMessageContaining("typ");
    }

    private JWTProcessor<SecurityContext> verifier(String audience) throws MalformedURLException {
        String jwks = http.get(issuer + "/.well-known/openid-configuration").json().getString("jwks_uri");
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, JWKSourceBuilder.create(new URL(jwks)).build()));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED));
        return processor;
    }
}
