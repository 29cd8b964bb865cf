package dev.signet.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A client that everybody may know.
 *
 * @param secret empty for a public client
 * @param grantTypes RFC 7591 §2 {@code grant_types}
 * @param scope RFC 7591 §2 {@code scope}; empty: whatever any client may ask for
 */
record DemoClient(String id, String name, Optional<String> secret, List<String> grantTypes, List<String> redirectUris,
        String scope) {
    static final DemoClient SERVICE = new DemoClient("demo-service", "Demo service", Optional.of("demo-service-secret"),
            List.of("client_credentials"), List.of(), "");
    static final DemoClient SPA = new DemoClient("demo-spa", "Demo single-page app", Optional.empty(),
            List.of("authorization_code", "refresh_token"),
            List.of("http://localhost:5173/callback", "http://127.0.0.1:5173/callback"),
            "openid profile email phone address offline_access");
    static final DemoClient WEB = new DemoClient("demo-web", "Demo web app", Optional.of("demo-web-secret"),
            List.of("authorization_code", "refresh_token"), List.of("http://localhost:5173/callback"), "");
    static final List<DemoClient> ALL = List.of(SERVICE, SPA, WEB);

    /** @return where a sign-out may end: beside the client's own callback */
    List<String> postLogoutRedirectUris() {
        return redirectUris.stream().map(uri -> uri.replace("/callback", "/")).toList();
    }

    /** @return RFC 7591 §2 {@code token_endpoint_auth_method} */
    String authenticationMethod() {
        return secret.isPresent() ? "client_secret_basic" : "none";
    }

    /** @return what the service keeps of the secret; null for a public client */
    byte[] secretHash() {
        return secret.map(DemoClient::sha256).orElse(null);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
