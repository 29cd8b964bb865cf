package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;

import dev.signet.testing.Browser;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import io.vertx.core.json.JsonObject;

/** A client as the OpenID Connect modules are: confidential, with state and nonce, and without PKCE. */
record PlainClient(RelyingParty party, Browser browser, Person person) {
    private static final String[] NO_CHALLENGE = { "code_challenge", null, "code_challenge_method", null };

    static RelyingParty.Registration registered() {
        return RelyingParty.registered().with("require_pkce", false)
                .with("post_logout_redirect_uris", new String[] { "https://app.example/bye" });
    }

    private static String[] plain(String... changes) {
        return Stream.of(NO_CHALLENGE, changes).flatMap(Stream::of).toArray(String[]::new);
    }

    /** @return the parameters of the request */
    Map<String, String> request(String... changes) {
        return party.request(plain(changes));
    }

    /** @return the answer of the authorization endpoint itself */
    HttpAnswer authorize(String... changes) {
        return party.authorize(browser, plain(changes));
    }

    /** @return what the client is told in the end */
    Map<String, String> answer(String... changes) {
        return party.answer(browser, person, plain(changes));
    }

    Map<String, String> answer(HttpAnswer first) {
        return party.answer(browser, person, first);
    }

    String code(String... changes) {
        Map<String, String> answer = answer(changes);
        assertThat(answer).containsKey("code");
        return answer.get("code");
    }

    HttpAnswer redeem(String code) {
        return party.redeem(code, "code_verifier", null);
    }

    /** @return the token answer of a whole flow */
    JsonObject tokens(String... changes) {
        return good(redeem(code(changes)));
    }

    static JsonObject good(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }
}
