package dev.signet.proof;

import java.time.Duration;
import java.util.Optional;

import dev.signet.realclients.Conversation;
import io.vertx.core.json.JsonObject;

/** npm's {@code jose} with {@code createRemoteJWKSet}, in a process of Node's. */
final class JoseVerifier implements StockVerifier {
    static final String NAME = "npm-jose";

    private final Conversation conversation;

    JoseVerifier(String jwksUri, String issuer) {
        conversation = Conversation.with("jose-verifier.mjs", new JsonObject()
                .put("issuer", issuer).put("jwks_uri", jwksUri)
                .put("cache_max_age", CompressedTime.of(Duration.ofMinutes(10)).toMillis())
                .put("cooldown", CompressedTime.of(Duration.ofSeconds(30)).toMillis()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String caches() {
        return "10 min; unknown kid each 30 s → 4 s, 0.2 s";
    }

    @Override
    public Optional<String> refusal(String token) {
        JsonObject answer = conversation.ask(new JsonObject().put("token", token));
        return answer.containsKey("result") ? Optional.empty() : Optional.of(answer.encode());
    }

    @Override
    public void close() {
        conversation.close();
    }
}
