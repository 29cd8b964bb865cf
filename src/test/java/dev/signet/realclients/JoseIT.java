package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** npm's {@code jose} validates the logout token that a client was sent (OpenID Connect Back-Channel Logout 1.0 §2.6). */
@SignetTest
class JoseIT {
    private static final long PATIENCE_SECONDS = 30;
    private static final String BEFORE = "logout_token=";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private HttpServer app;

    @BeforeEach
    void serve() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/logout", this::take);
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop(0);
    }

    private void take(HttpExchange call) throws IOException {
        told.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "RS256", "ES256" })
    void validates_a_logout_token(String alg, Http http, Stores stores, StoreUrls urls, SignetService service)
            throws InterruptedException {
        RelyingParty client = RelyingParty.registered().with("id_token_signed_response_alg", alg)
                .with("backchannel_logout_uri", "http://127.0.0.1:" + app.getAddress().getPort() + "/logout")
                .in(stores, urls, http);
        Person person = Person.register(http);
        Browser browser = new Browser(person.http());
        String idToken = client.tokens(browser, person).getString("id_token");
        assertThat(browser.get("/oauth2/logout?id_token_hint=" + idToken).status()).isEqualTo(303);
        String form = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(form).as("what the client was told").startsWith(BEFORE);
        String token = URLDecoder.decode(form.substring(BEFORE.length()), StandardCharsets.UTF_8);

        assertThat(validated(client, service, alg, token).getString("sid"))
                .isEqualTo(RelyingParty.claims(idToken).getString("sid"));
    }

    private static JsonObject validated(RelyingParty client, SignetService service, String alg, String token) {
        try (Conversation conversation = Conversation.with("jose-logout-token.mjs", new JsonObject()
                .put("issuer", service.issuer()).put("client_id", client.clientId()).put("alg", alg).put("token", token))) {
            return conversation.result();
        }
    }
}
