package dev.signet.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** The simplest that there is: reads the JWKS each so often, and never for the sake of a key that it does not know. */
final class PlainVerifier implements StockVerifier {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final String caches;
    private final URI jwksUri;
    private final String issuer;
    private final Duration kept;
    private JwtConsumer consumer;
    private long readAt;

    private PlainVerifier(String name, String caches, String jwksUri, String issuer, Duration kept) {
        this.name = name;
        this.caches = caches;
        this.jwksUri = URI.create(jwksUri);
        this.issuer = issuer;
        this.kept = kept;
    }

    /** The slowest common cache: SmallRye JWT's where no {@code max-age} is sent, and no look for an unknown key. */
    static PlainVerifier hourly(String name, String jwksUri, String issuer) {
        Duration kept = CompressedTime.of(Duration.ofMinutes(60));
        return new PlainVerifier(name, "60 min; unknown kid never → " + kept.toSeconds() + " s", jwksUri, issuer, kept);
    }

    /** The control, which has to be refused: else the proof would prove nothing. */
    static PlainVerifier once(String name, String jwksUri, String issuer) {
        return new PlainVerifier(name, "for ever; unknown kid never (control)", jwksUri, issuer, Duration.ofDays(1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String caches() {
        return caches;
    }

    @Override
    public Optional<String> refusal(String token) {
        try {
            if (consumer == null || System.nanoTime() - readAt > kept.toNanos()) {
                readAt = System.nanoTime();
                consumer = read();
            }
            return consumer.processToClaims(token).hasClaim("sub") ? Optional.empty() : Optional.of("no subject");
        } catch (InvalidJwtException | IOException | JoseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JwtConsumer read() throws IOException, InterruptedException, JoseException {
        String jwks = http.send(HttpRequest.newBuilder(jwksUri).build(), HttpResponse.BodyHandlers.ofString()).body();
        return new JwtConsumerBuilder().setExpectedIssuer(issuer).setExpectedAudience(issuer)
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                .build();
    }
}
