package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** npm's {@code oauth4webapi}, which verifies every signature that it is shown. */
@SignetTest
class Oauth4webapiIT {
    private final Http http;
    private final SignetService service;

    Oauth4webapiIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
    }

    private JsonObject signIn(Visitor visitor, JsonObject metadata) {
        JsonObject settings = CodeClient.registered(http, service, metadata).with("metadata", metadata);
        try (Conversation conversation = Conversation.with("oauth4webapi-code.mjs", settings)) {
            conversation.ended(visitor.sentTo(CodeClient.REDIRECT_URI, conversation.visit()));
            return conversation.result();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "RS256", "PS256", "ES256", "EdDSA" })
    void verifies_id_token_userinfo_introspection_and_access_token(String alg) throws JoseException {
        Visitor visitor = Visitor.at(http);

        JsonObject result = signIn(visitor, new JsonObject().put("id_token_signed_response_alg", alg)
                .put("userinfo_signed_response_alg", alg).put("introspection_signed_response_alg", alg)
                .put("access_token_signed_response_alg", alg));

        assertThat(JsonWebStructure.fromCompactSerialization(result.getString("id_token")).getAlgorithmHeaderValue())
                .isEqualTo(alg);
        assertThat(result.getJsonObject("claims").getString("sub")).isEqualTo(visitor.person().id());
        assertThat(result.getJsonObject("userinfo").getString("type")).startsWith("application/jwt");
        assertThat(result.getJsonObject("introspection").getString("type"))
                .startsWith("application/token-introspection+jwt");
        assertThat(result.getJsonObject("access_token").getString("sub")).isEqualTo(visitor.person().id());
    }
}
