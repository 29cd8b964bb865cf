package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** npm's {@code openid-client} at a service that lets clients register themselves and asks proofs for its nonce. */
@SignetTest
class OpenidClientRegistrationIT {
    private static final String INITIAL = "an-initial-access-token-of-some-length";
    private static SignetService service;
    private static Http http;

    @BeforeAll
    static void start(Stores stores) {
        assertThat(NodeModules.ready()).isDirectory();
        service = ServiceLaunch.on(stores.fresh()).with("SIGNET_CLIENTS_REGISTRATION_TOKEN", INITIAL)
                .with("SIGNET_DPOP_NONCE", "required").start();
        http = Http.to(service.baseUri());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    private static Conversation registration(String initialAccessToken, String method) {
        return Conversation.with("openid-register.mjs", new JsonObject().put("issuer", service.issuer())
                .put("initial_access_token", initialAccessToken)
                .put("metadata", new JsonObject().put("grant_types", new JsonArray().add("client_credentials"))
                        .put("redirect_uris", new JsonArray()).put("response_types", new JsonArray())
                        .put("token_endpoint_auth_method", method)));
    }

    @Test
    void registers_itself_and_gets_a_token() {
        try (Conversation conversation = registration(INITIAL, "client_secret_post")) {
            JsonObject result = conversation.result();
            String token = result.getJsonObject("tokens").getString("access_token");
            assertThat(RelyingParty.claims(token).getString("client_id"))
                    .isEqualTo(result.getJsonObject("client").getString("client_id"));
        }
    }

    @Test
    void is_not_registered_with_another_initial_access_token() {
        try (Conversation conversation = registration("another-initial-access-token-of-some-length", "client_secret_post")) {
            JsonObject challenge = conversation.refusal().getJsonArray("challenges").getJsonObject(0);
            assertThat(challenge.getString("scheme")).isEqualTo("bearer");
            assertThat(challenge.getJsonObject("parameters").getString("error")).isEqualTo("invalid_token");
        }
    }

    /** RFC 9449 §8 and §9: the library makes its proof anew with the nonce of the refusal, at every endpoint. */
    @Test
    void signs_in_with_proofs_that_carry_the_servers_nonce() {
        Visitor visitor = Visitor.at(http);
        JsonObject settings = CodeClient.registered(http, service, new JsonObject().put("dpop_bound_access_tokens", true))
                .with("par", true).put("dpop", true);

        try (Conversation conversation = Conversation.with("openid-code.mjs", settings)) {
            conversation.ended(visitor.sentTo(CodeClient.REDIRECT_URI, conversation.visit()));
            JsonObject result = conversation.result();
            assertThat(result.getString("token_type")).isEqualTo("dpop");
            assertThat(result.getJsonObject("userinfo").getString("sub")).isEqualTo(visitor.person().id());
        }
    }
}
