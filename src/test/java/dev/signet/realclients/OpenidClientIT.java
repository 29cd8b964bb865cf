package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.Jws;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** npm's {@code openid-client}, certified for OpenID Connect and FAPI 2.0. */
@SignetTest
class OpenidClientIT {
    private static final String CODE = "openid-code.mjs";

    private final Http http;
    private final SignetService service;

    OpenidClientIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    private CodeClient client(String method) {
        return client(new JsonObject().put("token_endpoint_auth_method", method));
    }

    private CodeClient client(JsonObject metadata) {
        return CodeClient.registered(http, service, metadata);
    }

    private static JsonObject signIn(Visitor visitor, JsonObject settings) {
        try (Conversation conversation = Conversation.with(CODE, settings)) {
            conversation.ended(visitor.sentTo(CodeClient.REDIRECT_URI, conversation.visit()));
            return conversation.result();
        }
    }

    /** @param tampering what becomes of the answer on its way to the client */
    private JsonObject refusal(JsonObject settings, UnaryOperator<String> tampering) {
        try (Conversation conversation = Conversation.with(CODE, settings)) {
            String ended = Visitor.at(http).sentTo(CodeClient.REDIRECT_URI, conversation.visit());
            conversation.ended(tampering.apply(ended));
            return conversation.refusal();
        }
    }

    private static void assertSignedInAndOut(Visitor visitor, JsonObject result) {
        JsonObject claims = result.getJsonObject("claims");
        assertThat(claims.getString("sub")).isEqualTo(visitor.person().id());
        assertThat(result.getJsonObject("userinfo").getString("preferred_username")).isEqualTo(visitor.person().username());
        assertThat(result.getBoolean("same_subject")).isTrue();
        assertThat(result.getJsonObject("revoked").getString("error")).isEqualTo("invalid_grant");
        assertThat(RelyingParty.parameters(visitor.sentTo(CodeClient.BYE, result.getString("sign_out"))))
                .isEqualTo(Map.of("", CodeClient.BYE, "state", "so long"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "client_secret_basic", "client_secret_post", "client_secret_jwt" })
    void signs_in_refreshes_introspects_revokes_and_signs_out(String method) {
        Visitor visitor = Visitor.at(http);

        JsonObject result = signIn(visitor, client(method).settings());

        assertSignedInAndOut(visitor, result);
        assertThat(result.getBoolean("before")).isTrue();
        assertThat(result.getBoolean("after")).as("after its refresh token was revoked").isFalse();
        assertThat(result.getString("token_type")).isEqualTo("bearer");
    }

    @Test
    void signs_in_as_a_public_client() {
        Visitor visitor = Visitor.at(http);

        assertSignedInAndOut(visitor, signIn(visitor, client("none").settings()));
    }

    /** The FAPI 2.0 security profile: PAR, PKCE, private_key_jwt, and tokens that are bound to a key. */
    @Test
    void signs_in_by_a_pushed_request_with_an_assertion_and_proofs_of_possession() {
        Visitor visitor = Visitor.at(http);
        PublicJsonWebKey key = Jws.ecKey();
        key.setKeyId("one");
        JsonObject settings = keyed(key, new JsonObject().put("require_pushed_authorization_requests", true)
                .put("dpop_bound_access_tokens", true)).put("par", true).put("dpop", true);

        JsonObject result = signIn(visitor, settings);

        assertSignedInAndOut(visitor, result);
        assertThat(RelyingParty.parameters(result.getString("url"))).containsOnlyKeys("", "client_id", "request_uri");
        assertThat(result.getString("token_type")).isEqualTo("dpop");
        assertThat(RelyingParty.claims(result.getString("access_token")).getJsonObject("cnf").fieldNames())
                .containsExactly("jkt");
    }

    private JsonObject keyed(PublicJsonWebKey key, JsonObject metadata) {
        CodeClient client = client(metadata.put("token_endpoint_auth_method", "private_key_jwt").put("jwks",
                new JsonObject().put("keys", new JsonArray().add(json(key, false)))));
        return client.with("jwk", json(key, true));
    }

    private static JsonObject json(PublicJsonWebKey key, boolean secret) {
        return new JsonObject(key.toJson(secret ? PublicJsonWebKey.OutputControlLevel.INCLUDE_PRIVATE
                : PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    @Test
    void is_refused_a_code_that_it_presents_twice() {
        JsonObject result = signIn(Visitor.at(http), client("client_secret_basic").with("replay", true));

        assertThat(result.getJsonObject("again").getString("error")).isEqualTo("invalid_grant");
        assertThat(result.getBoolean("active")).as("what the code gave").isFalse();
    }

    @Test
    void is_refused_a_code_with_another_verifier() {
        JsonObject refusal = refusal(client("none").with("other_verifier", true), UnaryOperator.identity());

        assertThat(refusal.getString("error")).isEqualTo("invalid_grant");
    }

    /** RFC 6749 §5.2: 401, with the scheme that the client may use. */
    @ParameterizedTest
    @ValueSource(strings = { "client_secret_basic", "client_secret_post" })
    void is_refused_with_the_wrong_secret(String method) {
        JsonObject refusal = refusal(client(method).with("secret", "wrong"), UnaryOperator.identity());

        assertThat(refusal.getInteger("status")).isEqualTo(401);
        assertThat(refusal.getJsonArray("challenges").getJsonObject(0).getString("scheme")).isEqualTo("basic");
    }

    /** RFC 9207 §2.4: it knows from the metadata that the answer names its issuer, so it takes none that does not. */
    @Test
    void takes_no_answer_of_another_issuer() {
        JsonObject settings = client("none").settings();

        assertThat(refusal(settings, url -> url.replaceFirst("iss=[^&]*", "iss=https://other.example")).getString("code"))
                .isEqualTo("OAUTH_INVALID_RESPONSE");
        assertThat(refusal(settings, url -> url.replaceFirst("&iss=[^&]*", "")).getString("code"))
                .isEqualTo("OAUTH_INVALID_RESPONSE");
    }

    @Test
    void understands_a_refusal_at_the_authorization_endpoint() {
        JsonObject refusal = refusal(client("none").with("parameters", new JsonObject().put("prompt", "none")),
                UnaryOperator.identity());

        assertThat(refusal.getString("code")).isEqualTo("OAUTH_AUTHORIZATION_RESPONSE_ERROR");
        assertThat(refusal.getString("error")).isEqualTo("login_required");
    }

    @Test
    void is_told_that_there_is_no_response_mode_jwt() {
        JsonObject refusal = refusal(client("none").with("parameters", new JsonObject().put("response_mode", "jwt")),
                UnaryOperator.identity());

        assertThat(http.get("/.well-known/openid-configuration").json().getJsonArray("response_modes_supported"))
                .doesNotContain("jwt", "query.jwt");
        assertThat(refusal.getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void gets_a_token_for_a_service() {
        JsonObject settings = service(client(new JsonObject().put("grant_types", new JsonArray().add("client_credentials"))
                .put("redirect_uris", new JsonArray()).put("post_logout_redirect_uris", new JsonArray())).settings());

        JsonObject introspection = settings.getJsonObject("introspection");
        assertThat(introspection.getBoolean("active")).isTrue();
        assertThat(introspection.getString("sub")).isEqualTo(introspection.getString("client_id"));
    }

    private static JsonObject service(JsonObject settings) {
        try (Conversation conversation = Conversation.with("openid-service.mjs", settings)) {
            return conversation.result();
        }
    }

    @Test
    void connects_a_device() {
        Visitor visitor = Visitor.at(http);
        CodeClient client = client(new JsonObject().put("token_endpoint_auth_method", "none").put("grant_types",
                new JsonArray().add("urn:ietf:params:oauth:grant-type:device_code"))
                .put("redirect_uris", new JsonArray()).put("post_logout_redirect_uris", new JsonArray()));

        try (Conversation conversation = Conversation.with("openid-device.mjs", client.with("scope", "openid"))) {
            String page = conversation.visit();
            assertThat(visitor.arrive(page).text()).contains("The device is connected");
            conversation.ended(page);
            assertThat(conversation.result().getJsonObject("claims").getString("sub")).isEqualTo(visitor.person().id());
        }
    }
}
