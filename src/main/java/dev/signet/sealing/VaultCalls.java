package dev.signet.sealing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * Calls of Vault's HTTP API. One that finds Vault away or sealed is repeated until the patience is over. Nothing that Vault
 * answers is quoted: what is no Vault might answer what it was asked. TLS is trusted as the JVM is told to
 * ({@code javax.net.ssl.trustStore}).
 */
final class VaultCalls {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    /** What passes by itself: a node that is behind (412), a standby (429), not initialised (501), sealed (503). */
    private static final Set<Integer> PASSING = Set.of(412, 429, 500, 501, 502, 503, 504);
    private static final Map<Integer, String> REFUSALS = Map.of(
            400, "the call is refused: signet.keys.vault.key is no key that encrypts, or not the one that wrapped.",
            403, "the token is not good for it: see signet.keys.vault.token or .token-file, and the token's policy.",
            404, "nothing is there: see signet.keys.vault.transit-mount, .key and .namespace.");

    private final VaultSettings settings;
    private final HttpClient http;

    VaultCalls(VaultSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /**
     * @param operation of the transit engine
     * @return the answer's {@code data}
     * @throws IllegalStateException with a sentence that names the setting
     */
    JsonObject post(String operation, JsonObject body) {
        long end = System.nanoTime() + settings.patience().toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        Attempt attempt = attempt(operation, body);
        while (attempt.mayPass() && System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) < end) {
            sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            attempt = attempt(operation, body);
        }
        String path = path(operation);
        String refusal = attempt.refusal();
        return attempt.data().orElseThrow(() -> new IllegalStateException(
                VaultSettings.URL + ": Vault does not give the key-encryption key. POST " + path + ": " + refusal));
    }

    private String path(String operation) {
        return "/v1/" + settings.mount() + "/" + operation + "/" + settings.key();
    }

    private Attempt attempt(String operation, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.base() + path(operation)))
                .header("X-Vault-Token", settings.currentToken())
                .header("X-Vault-Request", "true")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        settings.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        try {
            return Attempt.of(http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return Attempt.of(e.getCause());
        } catch (TimeoutException e) {
            return Attempt.passing("no answer within " + ANSWER.toSeconds() + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.refused("interrupted.");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One try.
     *
     * @param refusal why there is no data
     * @param mayPass whether another try may do better
     */
    private record Attempt(Optional<JsonObject> data, String refusal, boolean mayPass) {

        static Attempt of(HttpResponse<String> answer) {
            int status = answer.statusCode();
            if (status != 200) {
                String why = REFUSALS.getOrDefault(status,
                        PASSING.contains(status) ? "Vault is sealed or away." : "unexpected.");
                return new Attempt(Optional.empty(), status + ", " + why, PASSING.contains(status));
            }
            return data(answer.body()).map(data -> new Attempt(Optional.of(data), "", false))
                    .orElseGet(() -> refused("the answer is not Vault's."));
        }

        static Attempt of(Throwable failure) {
            if (failure instanceof SSLException) {
                return refused("its certificate is not trusted by this JVM (javax.net.ssl.trustStore).");
            }
            return failure instanceof IOException ? passing("Vault cannot be reached.") : refused("the call cannot be made.");
        }

        static Attempt passing(String why) {
            return new Attempt(Optional.empty(), why, true);
        }

        static Attempt refused(String why) {
            return new Attempt(Optional.empty(), why, false);
        }

        private static Optional<JsonObject> data(String body) {
            try {
                return Optional.ofNullable(new JsonObject(body).getJsonObject("data"));
            } catch (DecodeException | ClassCastException e) {
                return Optional.empty();
            }
        }
    }
}
