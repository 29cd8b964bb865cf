package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** Clients are told that a sign-in ended (OpenID Connect Back-Channel Logout 1.0). */
@SignetTest
class BackChannelLogoutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Http http;
    private final Stores stores;
    private final StoreUrls urls;
    private final SignetService service;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private HttpServer app;
    private volatile int status = 200;
    private Person person;
    private Browser browser;

    BackChannelLogoutIT(Http http, Stores stores, StoreUrls urls, SignetService service) {
        this.http = http;
        this.stores = stores;
        this.urls = urls;
        this.service = service;
    }

    @BeforeEach
    void serve() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/logout", this::take);
        app.start();
        person = Person.register(http);
        browser = new Browser(person.http());
    }

    @AfterEach
    void stop() {
        app.stop(0);
    }

    private void take(HttpExchange call) throws IOException {
        int answer = status; // before the test hears of the call and changes it
        told.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        call.sendResponseHeaders(answer, -1);
        call.close();
    }

    private RelyingParty client() {
        return RelyingParty.registered()
                .with("backchannel_logout_uri", "http://127.0.0.1:" + app.getAddress().getPort() + "/logout")
                .in(stores, urls, http);
    }

    private SignedJWT next() throws Exception {
        String form = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(form).as("what the client was told").startsWith("logout_token=");
        return SignedJWT.parse(URLDecoder.decode(form.substring("logout_token=".length()), StandardCharsets.UTF_8));
    }

    private long notices(RelyingParty client) {
        try (Connection connection = stores.connect(urls);
                var query = connection.prepareStatement("select count(*) from logout_notices where client_id = ?")) {
            query.setString(1, client.clientId());
            try (var counted = query.executeQuery()) {
                assertThat(counted.next()).isTrue();
                return counted.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signOut(String idToken) {
        assertThat(browser.get("/oauth2/logout?id_token_hint=" + idToken).status()).isEqualTo(303);
    }

    @Test
    void section_2_4_the_logout_token_names_person_and_sign_in_and_is_signed() throws Exception {
        RelyingParty client = client();
        JsonObject tokens = client.tokens(browser, person);
        JsonObject id = RelyingParty.claims(tokens.getString("id_token"));

        signOut(tokens.getString("id_token"));

        SignedJWT token = next();
        JWKSet keys = JWKSet.parse(http.get("/.well-known/jwks.json").text());
        assertThat(token.verify(new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey()))).isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("logout+jwt");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(service.issuer());
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(client.clientId());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(id.getString("sub"));
        assertThat(token.getJWTClaimsSet().getStringClaim("sid")).isEqualTo(id.getString("sid"));
        assertThat(token.getJWTClaimsSet().getJWTID()).isNotEmpty();
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isNotNull();
        assertThat(token.getJWTClaimsSet().getJSONObjectClaim("events"))
                .containsOnlyKeys("http://schemas.openid.net/event/backchannel-logout");
        assertThat(token.getJWTClaimsSet().getClaim("nonce")).isNull();
    }

    @Test
    void tells_it_again_to_a_client_that_did_not_take_it() throws Exception {
        RelyingParty client = client();
        String idToken = client.tokens(browser, person).getString("id_token");
        status = 503;
        signOut(idToken);
        String first = next().getJWTClaimsSet().getJWTID();
        status = 200;

        SignedJWT second = next();

        assertThat(second.getJWTClaimsSet().getJWTID()).as("the same notice").isEqualTo(first);
        assertThat(Await.within(PATIENCE, () -> notices(client) == 0)).as("taken, so never told again").isTrue();
    }

    @Test
    void tells_it_after_a_restart_too() throws Exception {
        StoreUrls own = stores.fresh();
        SignetService before = ServiceLaunch.on(own).with("SIGNET_TOKENS_SKEW", "30S").start();
        Http there = Http.to(before.baseUri());
        Person somebody = Person.register(there);
        Browser elsewhere = new Browser(somebody.http());
        RelyingParty client = RelyingParty.registered()
                .with("backchannel_logout_uri", "http://127.0.0.1:" + app.getAddress().getPort() + "/logout")
                .in(stores, own, there);
        String idToken = client.tokens(elsewhere, somebody).getString("id_token");
        status = 500;
        assertThat(elsewhere.get("/oauth2/logout?id_token_hint=" + idToken).status()).isEqualTo(303);
        String jti = next().getJWTClaimsSet().getJWTID();
        before.close();
        told.clear();
        status = 204;

        try (SignetService after = before.replica().start()) {
            assertThat(next().getJWTClaimsSet().getJWTID()).isEqualTo(jti);
            assertThat(after.ready()).isTrue();
        }
    }

    @Test
    void a_client_that_registered_itself_leads_to_no_private_address() {
        RelyingParty client = RelyingParty.registered().with("origin", "registration")
                .with("backchannel_logout_uri", "https://127.0.0.1:" + app.getAddress().getPort() + "/logout")
                .in(stores, urls, http);
        String idToken = client.tokens(browser, person).getString("id_token");

        signOut(idToken);

        assertThat(Await.within(PATIENCE, () -> service.logs().contains(
                "client " + client.clientId()
                        + " was not told of a logout at attempt 1: it leads to an address that is not public")))
                .isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void tells_when_the_person_is_shut_out() throws Exception {
        RelyingParty client = client();
        String sid = RelyingParty.claims(client.tokens(browser, person).getString("id_token")).getString("sid");
        String admin = http.request("POST", "/oauth2/token").basic("signet-admin", "signet-admin-secret")
                .form(Map.of("grant_type", "client_credentials")).send().json().getString("access_token");

        assertThat(http.request("POST", "/api/v1/admin/users/" + person.id() + "/disable").bearer(admin).send().status())
                .isEqualTo(204);

        assertThat(next().getJWTClaimsSet().getStringClaim("sid")).isEqualTo(sid);
    }
}
