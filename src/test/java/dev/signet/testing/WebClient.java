package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** A registered public client of the code flow, as far as the hosted pages meet one. */
public final class WebClient {
    public static final String REDIRECT_URI = "https://client.example/callback";
    /** RFC 7636 appendix B. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final String id = "web-" + UUID.randomUUID();
    private final String redirectUri;

    private WebClient(String redirectUri) {
        this.redirectUri = redirectUri;
    }

    public static WebClient register(Stores stores, StoreUrls urls, String name, String home) {
        return register(stores, urls, name, home, REDIRECT_URI);
    }

    /** @param redirectUri where its answers go, if it is to be there */
    public static WebClient register(Stores stores, StoreUrls urls, String name, String home, String redirectUri) {
        WebClient client = new WebClient(redirectUri);
        try (Connection c = stores.connect(urls); PreparedStatement s = c.prepareStatement("""
                insert into clients (client_id, client_name, client_uri, policy_uri, tos_uri, token_endpoint_auth_method,
                  grant_types, redirect_uris, scope)
                values (?, ?, ?, 'https://client.example/privacy', 'https://client.example/terms', 'none',
                  '{authorization_code,refresh_token,urn:ietf:params:oauth:grant-type:device_code}', ?,
                  'openid profile email phone address offline_access orders')""")) {
            s.setString(1, client.id);
            s.setString(2, name);
            s.setString(3, home);
            s.setArray(4, c.createArrayOf("text", new Object[] { redirectUri }));
            assertThat(s.executeUpdate()).isEqualTo(1);
            return client;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String id() {
        return id;
    }

    /** @param more parameters beside those that every request has */
    public String authorize(Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("client_id", id, "response_type", "code",
                "redirect_uri", redirectUri, "scope", "openid email orders", "state", "s t&=", "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
        parameters.putAll(more);
        return "/oauth2/authorize?" + parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
