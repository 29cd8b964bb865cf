package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.util.Map;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import com.nimbusds.jose.jwk.JWK;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.Jws;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Spring Security's OAuth 2 client, told the issuer and what it is registered as. */
@SignetTest
class SpringClientIT {
    private final Http http;
    private final SignetService service;

    SpringClientIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    private SpringApp app(String method) {
        CodeClient client = CodeClient.registered(http, service, new JsonObject().put("token_endpoint_auth_method", method));
        return new SpringApp(registration(client, method, AuthorizationGrantType.AUTHORIZATION_CODE, "openid", "profile"));
    }

    private ClientRegistration registration(CodeClient client, String method, AuthorizationGrantType grant,
            String... scope) {
        return ClientRegistrations.fromIssuerLocation(service.issuer()).registrationId("signet").clientId(client.id())
                .clientSecret(client.secret()).clientAuthenticationMethod(new ClientAuthenticationMethod(method))
                .authorizationGrantType(grant).redirectUri(CodeClient.REDIRECT_URI).scope(scope).build();
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_secret_basic", "client_secret_post", "none" })
    void signs_in_with_pkce_and_nonce_and_signs_out(String method) throws Exception {
        SpringApp app = app(method);
        Visitor visitor = Visitor.at(http);
        String url = app.signIn();

        OidcUser person = (OidcUser) app.callback(visitor.sentTo(CodeClient.REDIRECT_URI, url)).getPrincipal();

        assertThat(RelyingParty.parameters(url)).containsKeys("state", "nonce", "code_challenge");
        assertThat(person.getSubject()).isEqualTo(visitor.person().id());
        assertThat(person.getUserInfo().getPreferredUsername()).isEqualTo(visitor.person().username());
        assertThat(person.getIdToken().getNonce()).isNotEmpty();
        assertThat(RelyingParty.parameters(visitor.sentTo(CodeClient.BYE, app.signOut())))
                .isEqualTo(Map.of("", CodeClient.BYE));
    }

    @Test
    void refreshes_until_the_person_signed_out() throws Exception {
        CodeClient client = CodeClient.registered(http, service, new JsonObject());
        ClientRegistration registration = registration(client, "client_secret_basic",
                AuthorizationGrantType.AUTHORIZATION_CODE, "openid", "profile");
        SpringApp app = new SpringApp(registration);
        Visitor visitor = Visitor.at(http);
        assertThat(app.callback(visitor.sentTo(CodeClient.REDIRECT_URI, app.signIn())).isAuthenticated()).isTrue();
        OAuth2AuthorizedClient tokens = app.tokens();

        OAuth2AccessTokenResponse fresh = refreshed(registration, tokens);

        assertThat(fresh.getAccessToken().getTokenValue()).isNotEqualTo(tokens.getAccessToken().getTokenValue());
        assertThat(fresh.getAccessToken().getScopes()).containsExactlyInAnyOrder("openid", "profile");
        assertThat(visitor.sentTo(CodeClient.BYE, app.signOut())).isEqualTo(CodeClient.BYE);
        OAuth2AuthorizedClient last = new OAuth2AuthorizedClient(registration, tokens.getPrincipalName(),
                fresh.getAccessToken(), fresh.getRefreshToken());
        assertThatThrownBy(() -> refreshed(registration, last)).isInstanceOf(OAuth2AuthorizationException.class)
                .hasMessageContaining("invalid_grant");
    }

    private static OAuth2AccessTokenResponse refreshed(ClientRegistration registration, OAuth2AuthorizedClient tokens) {
        return new RestClientRefreshTokenTokenResponseClient().getTokenResponse(
                new OAuth2RefreshTokenGrantRequest(registration, tokens.getAccessToken(), tokens.getRefreshToken()));
    }

    @Test
    void takes_no_answer_with_another_state() throws Exception {
        SpringApp app = app("client_secret_basic");
        String back = Visitor.at(http).sentTo(CodeClient.REDIRECT_URI, app.signIn());

        assertThatThrownBy(() -> app.callback(back.replaceFirst("state=[^&]*", "state=other")))
                .isInstanceOf(OAuth2AuthenticationException.class).hasMessageContaining("authorization_request_not_found");
    }

    @Test
    void takes_no_code_of_somebody_elses_sign_in() throws Exception {
        SpringApp app = app("client_secret_basic");
        String mine = Visitor.at(http).sentTo(CodeClient.REDIRECT_URI, app.signIn());
        String theirs = Visitor.at(http).sentTo(CodeClient.REDIRECT_URI, app.signIn());
        String mixed = theirs.replaceFirst("code=[^&]*", "code=" + RelyingParty.parameters(mine).get("code"));

        assertThatThrownBy(() -> app.callback(mixed)).isInstanceOf(OAuth2AuthenticationException.class)
                .hasMessageContaining("invalid_grant");
    }

    @Test
    void gets_a_token_for_a_service_by_its_secret() {
        CodeClient client = CodeClient.registered(http, service, ofAService());

        OAuth2AccessTokenResponse answer = new RestClientClientCredentialsTokenResponseClient()
                .getTokenResponse(request(client, "client_secret_basic"));

        assertThat(RelyingParty.claims(answer.getAccessToken().getTokenValue()).getString("client_id"))
                .isEqualTo(client.id());
    }

    @Test
    void gets_a_token_for_a_service_by_an_assertion() throws ParseException {
        PublicJsonWebKey key = Jws.rsaKey(2048);
        key.setKeyId("one");
        CodeClient client = CodeClient.registered(http, service, ofAService()
                .put("token_endpoint_auth_method", "private_key_jwt")
                .put("jwks", new JsonObject().put("keys", new JsonArray().add(new JsonObject(
                        key.toJson(OutputControlLevel.PUBLIC_ONLY))))));
        JWK jwk = JWK.parse(key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        RestClientClientCredentialsTokenResponseClient library = new RestClientClientCredentialsTokenResponseClient();
        library.addParametersConverter(new NimbusJwtClientAuthenticationParametersConverter<>(registration -> jwk));

        OAuth2AccessTokenResponse answer = library.getTokenResponse(request(client, "private_key_jwt"));

        assertThat(RelyingParty.claims(answer.getAccessToken().getTokenValue()).getString("client_id"))
                .isEqualTo(client.id());
    }

    private static JsonObject ofAService() {
        return new JsonObject().put("grant_types", new JsonArray().add("client_credentials"))
                .put("redirect_uris", new JsonArray()).put("post_logout_redirect_uris", new JsonArray());
    }

    private OAuth2ClientCredentialsGrantRequest request(CodeClient client, String method) {
        return new OAuth2ClientCredentialsGrantRequest(
                registration(client, method, AuthorizationGrantType.CLIENT_CREDENTIALS));
    }
}
