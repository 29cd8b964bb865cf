package dev.signet.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.signet.realclients.ExampleApp;
import dev.signet.realclients.ExampleBuild;

/** {@code deploy/examples/quarkus}: a resource server with quarkus-oidc, in a process of its own. */
final class QuarkusOidcVerifier implements StockVerifier {
    static final String NAME = "quarkus-oidc";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExampleApp app;

    /** @param base where discovery is */
    QuarkusOidcVerifier(String base, String jwksUri, String issuer) {
        app = ExampleApp.start(ExampleBuild.of("quarkus"), "/hello", 401, Map.of(
                "SIGNET_ISSUER", base, "AUDIENCE", issuer, "QUARKUS_OIDC_JWKS_PATH", jwksUri,
                "QUARKUS_OIDC_TOKEN_FORCED_JWK_REFRESH_INTERVAL",
                CompressedTime.of(Duration.ofMinutes(10)).toString()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String caches() {
        return "for ever; unknown kid each 10 min → 4 s";
    }

    @Override
    public Optional<String> refusal(String token) {
        HttpRequest call = HttpRequest.newBuilder(URI.create(app.url("/hello"))).timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token).build();
        try {
            HttpResponse<String> answer = http.send(call, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.empty() : Optional.of("answered " + answer.statusCode());
        } catch (IOException e) {
            return Optional.of(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
