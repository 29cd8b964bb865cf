package dev.signet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Browser;
import dev.signet.testing.DpopKey;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import dev.signet.testing.Jws;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import io.vertx.core.json.JsonObject;

/** A client of the FAPI 2.0 Security Profile: it pushes its requests, signs who it is, and has its tokens bound to a key. */
final class FapiClient {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String RESOURCE = "/oauth2/userinfo";

    private final Http http;
    private final String issuer;
    private final PublicJsonWebKey key;
    private final RelyingParty party;
    private final DpopKey dpop;

    private FapiClient(Http http, String issuer, PublicJsonWebKey key, RelyingParty party, DpopKey dpop) {
        this.http = http;
        this.issuer = issuer;
        this.key = key;
        this.party = party;
        this.dpop = dpop;
    }

    static FapiClient register(Http http, Stores stores, StoreUrls urls, String issuer, boolean skipConsent) {
        return register(http, stores, urls, issuer, skipConsent, Jws.ecKey());
    }

    static FapiClient register(Http http, Stores stores, StoreUrls urls, String issuer, boolean skipConsent,
            PublicJsonWebKey key) {
        key.setKeyId("fapi");
        RelyingParty party = RelyingParty.registered().asPublic().with("token_endpoint_auth_method", "private_key_jwt")
                .with("jwks", new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY))
                .with("require_pushed_authorization_requests", true).with("dpop_bound_access_tokens", true)
                .with("id_token_signed_response_alg", "PS256").with("skip_consent", skipConsent).in(stores, urls, http);
        return new FapiClient(http, issuer, key, party, new DpopKey());
    }

    String clientId() {
        return party.clientId();
    }

    RelyingParty party() {
        return party;
    }

    DpopKey dpop() {
        return dpop;
    }

    PublicJsonWebKey key() {
        return key;
    }

    /** FAPI 2.0 Security Profile §5.3.3.1: the issuer alone is the audience. */
    JsonObject assertionClaims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject().put("iss", clientId()).put("sub", clientId()).put("aud", issuer).put("iat", now)
                .put("exp", now + 60).put("jti", UUID.randomUUID().toString());
    }

    Map<String, Object> assertionHeader() {
        return new HashMap<>(Map.of("alg", "ES256", "kid", "fapi"));
    }

    String assertion(JsonObject claims) {
        return Jws.sign(key, assertionHeader(), claims);
    }

    Map<String, String> authenticated(Map<String, String> form) {
        return authenticated(form, assertion(assertionClaims()));
    }

    static Map<String, String> authenticated(Map<String, String> form, String assertion) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_assertion_type", ASSERTION_TYPE);
        all.put("client_assertion", assertion);
        return all;
    }

    /** @return a call from an address of its own: what is tried here is not the limit on failures */
    HttpCall post(String path, Map<String, String> form) {
        return http.fromFresh().request("POST", path).form(form);
    }

    HttpAnswer push(String... changes) {
        return post("/oauth2/par", authenticated(party.request(changes))).send();
    }

    HttpAnswer pushWith(String assertion) {
        return post("/oauth2/par", authenticated(party.request(), assertion)).send();
    }

    String requestUri(HttpAnswer pushed) {
        assertThat(pushed.status()).as(pushed.toString()).isEqualTo(201);
        return pushed.json().getString("request_uri");
    }

    /** @param more parameters beside the pushed ones, in turn name and value */
    HttpAnswer bring(Browser browser, String requestUri, String... more) {
        Map<String, String> request = new LinkedHashMap<>(Map.of("client_id", clientId(), "request_uri", requestUri));
        for (int i = 0; i < more.length; i += 2) {
            request.put(more[i], more[i + 1]);
        }
        return browser.get(RelyingParty.authorizeUrl(request));
    }

    /** @return what the client is told in the end */
    Map<String, String> answer(Browser browser, Person person, String... changes) {
        return party.answer(browser, person, bring(browser, requestUri(push(changes))));
    }

    String code(Browser browser, Person person, String... changes) {
        Map<String, String> answer = answer(browser, person, changes);
        assertThat(answer).containsKey("code");
        return answer.get("code");
    }

    Map<String, String> redemption(String code) {
        return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", RelyingParty.REDIRECT_URI,
                "code_verifier", RelyingParty.VERIFIER);
    }

    HttpAnswer redeem(String code) {
        return token(redemption(code));
    }

    /** @return the answer to a token request with an assertion and a proof that are right */
    HttpAnswer token(Map<String, String> form) {
        return token(form, proof());
    }

    HttpAnswer token(Map<String, String> form, String proof) {
        return post("/oauth2/token", authenticated(form)).header("DPoP", proof).send();
    }

    String proof() {
        return dpop.proof("POST", issuer + "/oauth2/token");
    }

    JsonObject tokens(Browser browser, Person person, String... changes) {
        return PlainClient.good(redeem(code(browser, person, changes)));
    }

    String resourceUrl() {
        return issuer + RESOURCE;
    }

    HttpAnswer resource(String accessToken) {
        return resource(accessToken, dpop.proof("GET", resourceUrl(), accessToken));
    }

    HttpAnswer resource(String accessToken, String proof) {
        return http.request("GET", RESOURCE).header("Authorization", "DPoP " + accessToken).header("DPoP", proof).send();
    }
}
