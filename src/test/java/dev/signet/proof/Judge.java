package dev.signet.proof;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.verifier.TokenVerifier;
import io.vertx.core.json.JsonObject;

/** Who says whether a token is live, and how soon after a revocation it has to know. */
final class Judge {
    private final String name;
    private final Duration bound;
    private final Duration between;
    private final boolean always;
    private final Function<String, CompletableFuture<Word>> asking;
    private final Latencies accepted = new Latencies();

    /** What it says; {@code NOTHING}: that it can't tell, or no answer. */
    enum Word {
        LIVE,
        DEAD,
        NOTHING
    }

    private Judge(String name, Duration bound, Duration between, boolean always,
            Function<String, CompletableFuture<Word>> asking) {
        this.name = name;
        this.bound = bound;
        this.between = between;
        this.always = always;
        this.asking = asking;
    }

    /** Signet's own: within a second, whatever is away. */
    static Judge replica(String name, URI uri) {
        Http http = Http.to(uri).fromFresh();
        return new Judge(name, Duration.ofSeconds(1), Duration.ofMillis(100), true, token -> http
                .request("POST", "/api/v1/token/validate").json(new JsonObject().put("token", token)).sendAsync()
                .handle((answer, silence) -> silence == null ? wordOf(answer) : Word.NOTHING));
    }

    private static Word wordOf(HttpAnswer answer) {
        if (answer.status() != 200) {
            return Word.NOTHING;
        }
        return answer.json().getBoolean("active") ? Word.LIVE : Word.DEAD;
    }

    /**
     * A resource server's: while it does not hear it goes by what it knew.
     *
     * @param bound while it hears
     */
    static Judge verifier(String name, TokenVerifier verifier, Duration bound) {
        return new Judge(name, bound, Duration.ofMillis(10), false, token -> verifier.verifyAsync(Verifiers.bearing(token))
                .thenApply(said -> said.fold(valid -> Word.LIVE, refused -> Word.DEAD, away -> Word.NOTHING)));
    }

    String name() {
        return name;
    }

    Duration bound() {
        return bound;
    }

    /** @return how long after an answer that a token is live it is asked again */
    Duration between() {
        return between;
    }

    /** @return whether the bound holds during a fault too, and not from its end on */
    boolean always() {
        return always;
    }

    CompletableFuture<Word> ask(String token) {
        return asking.apply(token);
    }

    /** @return of each token that was revoked between the faults, when after that it was accepted last */
    Latencies accepted() {
        return accepted;
    }
}
