package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.SignetService;
import dev.signet.testing.DpopKey;
import dev.signet.testing.FirstParty;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The verifier beside the real issuer: its discovery, keys, status lists and feed. */
@SignetTest
class VerifierIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String RESOURCE = "https://orders.example/orders";

    private final Http http;
    private final SignetService service;

    VerifierIT(Http http, SignetService service) {
        this.http = http.fromFresh();
        this.service = service;
    }

    private TokenVerifierBuilder builder() {
        return TokenVerifier.builder(service.issuer()).audience(service.issuer());
    }

    private static String outcome(TokenVerifier verifier, String token) {
        return verifier.verify(token).fold(valid -> "valid", Verification.Refused::description,
                Verification.Unavailable::missing);
    }

    private static void signOut(Person person, String token) {
        HttpAnswer answer = person.http().request("POST", "/api/v1/logout").bearer(token).json(new JsonObject()).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
    }

    @Test
    void accepts_an_access_token_by_its_status_list_and_refuses_the_id_token_beside_it() {
        Person person = Person.register(http);
        JsonObject answer = person.signIn();

        try (TokenVerifier verifier = builder().requireStatus().build()) {
            assertThat(outcome(verifier, answer.getString("access_token"))).isEqualTo("valid");
            assertThat(verifier.ages().lists()).isNotEmpty();
            assertThat(outcome(verifier, answer.getString("id_token"))).isEqualTo("The token is no access token.");
        }
        try (TokenVerifier verifier = builder().audience("signet").types("at+jwt", "JWT").build()) {
            assertThat(outcome(verifier, answer.getString("id_token"))).contains("lacks");
        }
    }

    /** A new verifier each time: one that has a copy of the list asks again when its ttl is over. */
    @Test
    void refuses_by_the_status_list_what_was_signed_out() {
        Person person = Person.register(http);
        String token = person.signIn().getString("access_token");
        signOut(person, token);

        assertThat(Await.within(SOON, () -> {
            try (TokenVerifier verifier = builder().build()) {
                return outcome(verifier, token).equals("The token was revoked.");
            }
        })).as("refused").isTrue();
    }

    @Test
    void hears_of_a_sign_out_from_the_feed() {
        FirstParty client = FirstParty.register(http, new JsonObject().put("client_name", "orders"));
        Person person = Person.register(http);
        Person other = Person.register(http);
        String token = person.signIn().getString("access_token");
        String untouched = other.signIn().getString("access_token");

        try (TokenVerifier verifier = builder().feed(client.id(), client.secret()).build()) {
            Await.until(SOON, "the feed's first mark", () -> verifier.ages().feed().isPresent());
            assertThat(outcome(verifier, token)).isEqualTo("valid");
            signOut(person, token);

            assertThat(Await.within(SOON, () -> outcome(verifier, token).equals("The token was revoked."))).as("refused")
                    .isTrue();
            assertThat(outcome(verifier, untouched)).isEqualTo("valid");
            assertThat(verifier.ages().lists()).as("the feed decides alone").isEmpty();
        }
    }

    @Test
    void hears_nothing_from_the_feed_with_a_wrong_secret_and_goes_by_the_list() {
        FirstParty client = FirstParty.register(http, new JsonObject().put("client_name", "orders"));
        String token = Person.register(http).signIn().getString("access_token");

        try (TokenVerifier verifier = builder().feed(client.id(), "wrong").build()) {
            assertThat(outcome(verifier, token)).isEqualTo("valid");
            assertThat(verifier.ages().feed()).isEmpty();
            assertThat(verifier.ages().lists()).isNotEmpty();
        }
    }

    @Test
    void accepts_a_bound_token_with_a_proof_and_not_without() {
        DpopKey key = new DpopKey();
        HttpAnswer answer = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .header("DPoP", key.proof("POST", service.issuer() + "/oauth2/token"))
                .form(Map.of("grant_type", "client_credentials")).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String token = answer.json().getString("access_token");

        try (TokenVerifier verifier = builder().build()) {
            ResourceRequest call = new ResourceRequest("GET", RESOURCE, List.of("DPoP " + token),
                    List.of(key.proof("GET", RESOURCE, token)));
            assertThat(verifier.verify(call)).isInstanceOf(Verification.Valid.class);
            assertThat(verifier.verify(call)).isInstanceOf(Verification.Refused.class);
            assertThat(outcome(verifier, token)).contains("needs a DPoP proof");
        }
    }
}
