package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import io.vertx.core.json.JsonObject;

/** A client of the authorization code flow, registered in the table as whatever a test wants it to be. */
public final class RelyingParty {
    public static final String REDIRECT_URI = "https://app.example/callback";
    public static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0";
    private static final String SECRET = "a secret of the relying party, which is long enough";

    private final Http http;
    private final String clientId;
    private final boolean confidential;

    private RelyingParty(Http http, String clientId, boolean confidential) {
        this.http = http;
        this.clientId = clientId;
        this.confidential = confidential;
    }

    /** What a client is registered with; the defaults are a confidential client that nobody has to agree to. */
    public static final class Registration {
        private final Map<String, Object> columns = new LinkedHashMap<>();

        private Registration() {
            columns.put("client_id", "rp-" + UUID.randomUUID());
            columns.put("client_name", "Relying party");
            columns.put("client_secret_hash", sha256(SECRET));
            columns.put("token_endpoint_auth_method", "client_secret_basic");
            columns.put("grant_types", new String[] { "authorization_code", "refresh_token" });
            columns.put("redirect_uris", new String[] { REDIRECT_URI });
            columns.put("skip_consent", true);
        }

        public Registration with(String column, Object value) {
            columns.put(column, value);
            return this;
        }

        /** A client that can keep no secret. */
        public Registration asPublic() {
            columns.remove("client_secret_hash");
            return with("token_endpoint_auth_method", "none");
        }

        public RelyingParty in(Stores stores, StoreUrls urls, Http http) {
            return in(stores.connect(urls), http);
        }

        /** @param database is closed */
        public RelyingParty in(Connection database, Http http) {
            try (database) {
                insert(database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new RelyingParty(http, (String) columns.get("client_id"), columns.containsKey("client_secret_hash"));
        }

        private void insert(Connection connection) throws SQLException {
            String marks = columns.keySet().stream().map(c -> "?").collect(Collectors.joining(","));
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into clients (" + String.join(",", columns.keySet()) + ") values (" + marks + ")")) {
                int i = 0;
                for (Object value : columns.values()) {
                    insert.setObject(++i, value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
                }
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
    }

    public static Registration registered() {
        return new Registration();
    }

    public String clientId() {
        return clientId;
    }

    public String secret() {
        return SECRET;
    }

    /** @return the parameters of a good authorization request */
    public Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", clientId);
        request.put("redirect_uri", REDIRECT_URI);
        request.put("scope", "openid");
        request.put("state", "a state");
        request.put("nonce", "a nonce");
        request.put("code_challenge", challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        return request;
    }

    /** @param changes names and values in turn; a null value takes the parameter away */
    public Map<String, String> request(String... changes) {
        Map<String, String> request = request();
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                request.remove(changes[i]);
            } else {
                request.put(changes[i], changes[i + 1]);
            }
        }
        return request;
    }

    public static String authorizeUrl(Map<String, String> request) {
        return "/oauth2/authorize?" + query(request);
    }

    /** @return the answer of the authorization endpoint itself */
    public HttpAnswer authorize(Browser browser, String... changes) {
        return browser.get(authorizeUrl(request(changes)));
    }

    /** Signs the person in where that is asked for and agrees where that is. @return the parameters that the client got */
    public Map<String, String> answer(Browser browser, Person person, String... changes) {
        return answer(browser, person, browser.get(authorizeUrl(request(changes))));
    }

    public Map<String, String> answer(Browser browser, Person person, HttpAnswer first) {
        HttpAnswer answer = first;
        for (int i = 0; i < 12; i++) {
            String location = answer.header("Location");
            if (location != null && !location.startsWith("/")) {
                return parameters(location);
            }
            answer = location != null ? browser.get(location) : browser.send(filled(answer, person));
        }
        throw new AssertionError("the flow does not end: " + answer);
    }

    private static Browser.Form filled(HttpAnswer page, Person person) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        Browser.Form form = Browser.form(page);
        return form.fields().containsKey("password")
                ? form.with("identifier", person.username()).with("password", Person.PASSWORD)
                : form;
    }

    /** @return a code for somebody who signs in for it */
    public String code(Browser browser, Person person, String... changes) {
        Map<String, String> answer = answer(browser, person, changes);
        assertThat(answer).containsKey("code");
        return answer.get("code");
    }

    public HttpAnswer redeem(String code, String... changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT_URI);
        form.put("code_verifier", VERIFIER);
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                form.remove(changes[i]);
            } else {
                form.put(changes[i], changes[i + 1]);
            }
        }
        return call("/oauth2/token", form).send();
    }

    /** @return a call of the client, which proves who it is if it can */
    public HttpCall call(String path, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        if (!confidential) {
            form.put("client_id", clientId);
        }
        HttpCall call = http.request("POST", path).form(form);
        return confidential ? call.basic(clientId, SECRET) : call;
    }

    /** @return the token answer of a whole flow */
    public JsonObject tokens(Browser browser, Person person, String... changes) {
        HttpAnswer answer = redeem(code(browser, person, changes));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    public HttpAnswer refresh(String refreshToken) {
        return call("/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken)).send();
    }

    /** @return whether the token is live, as the client is told that asks */
    public boolean active(String token) {
        return call("/oauth2/introspect", Map.of("token", token)).send().json().getBoolean("active");
    }

    /** @return the claims of a JWT, unverified */
    public static JsonObject claims(String jwt) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), UTF_8));
    }

    /** @return BASE64URL(SHA-256(verifier)) (RFC 7636 §4.2) */
    public static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> URLEncoder.encode(p.getKey(), UTF_8) + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** @return the parameters of a URL's query, and {@code ""} for the URL before it */
    public static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("", url.split("\\?", 2)[0]);
        List<String> pairs = Optional.ofNullable(URI.create(url).getRawQuery()).map(q -> Arrays.asList(q.split("&")))
                .orElse(new ArrayList<>());
        pairs.forEach(pair -> parameters.put(URLDecoder.decode(pair.split("=", 2)[0], UTF_8),
                URLDecoder.decode(pair.split("=", 2)[1], UTF_8)));
        return parameters;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
