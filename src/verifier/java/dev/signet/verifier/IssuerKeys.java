package dev.signet.verifier;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The issuer's public keys, found through discovery (RFC 8414 §3, OpenID Connect Discovery 1.0 §4) and fetched again in the
 * background before they are old. A {@code kid} that is not among them makes them be fetched at once, each 2 s at most.
 */
final class IssuerKeys {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 262_144;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=(\\d{1,9})(?:$|[,\\s])");

    private final Settings settings;
    private final IssuerHttp http;
    private final Refresh refresh;
    private volatile Optional<URI> jwksUri = Optional.empty();
    private volatile Optional<Held> held = Optional.empty();
    private Instant lookedAgain = Instant.MIN;

    IssuerKeys(Settings settings, IssuerHttp http) {
        this.settings = settings;
        this.http = http;
        this.refresh = new Refresh("The key set of " + settings.issuer(), settings, this::fetch);
    }

    private record Held(Map<String, VerificationKey> keys, Instant confirmed, Duration fresh, Optional<String> etag) {
    }

    /** @return the key of that name, empty where the issuer has none; fails when the issuer would have to tell */
    Optional<VerificationKey> find(String kid) throws Undecided {
        Optional<Held> known = held.filter(keys -> settings.isGood(keys.confirmed()));
        if (known.isEmpty()) {
            throw new Undecided("the issuer's keys", refresh.attempt());
        }
        Optional<VerificationKey> key = Optional.ofNullable(known.get().keys().get(kid));
        if (key.isEmpty()) {
            lookAgain();
        }
        return key;
    }

    private void lookAgain() throws Undecided {
        boolean looks = refresh.isRunning() || mayLookAgain();
        if (looks || refresh.isFailing()) {
            throw new Undecided("whether the issuer has a new key", looks ? refresh.attempt() : Optional.empty());
        }
    }

    private synchronized boolean mayLookAgain() {
        if (lookedAgain.plus(LOOK_AGAIN).isAfter(settings.now())) {
            return false;
        }
        lookedAgain = settings.now();
        return true;
    }

    /** Fetches what is not fresh. */
    void tick() {
        if (held.filter(keys -> settings.age(keys.confirmed()).compareTo(keys.fresh()) < 0).isEmpty()) {
            refresh.begin();
        }
    }

    /** @return how long ago the issuer confirmed them; empty before the first time */
    Optional<Duration> age() {
        return held.map(keys -> settings.age(keys.confirmed()));
    }

    private CompletableFuture<Void> fetch() {
        return jwksUri.map(CompletableFuture::completedFuture).orElseGet(this::discover)
                .thenCompose(this::fetchKeys)
                .whenComplete((done, failure) -> forgetPlace(failure));
    }

    /** They may have moved. */
    private void forgetPlace(Throwable failure) {
        if (failure != null) {
            jwksUri = Optional.empty();
        }
    }

    private CompletableFuture<URI> discover() {
        return http.get(settings.endpoint(DISCOVERY), Map.of("Accept", "application/json"), MOST_BYTES)
                .thenApply(this::readMetadata);
    }

    /** RFC 8414 §3.3: metadata of another issuer is no metadata of this one. */
    private URI readMetadata(IssuerHttp.Answer answer) {
        Optional<Claims> metadata = answer.status() == 200 ? Json.object(answer.body()) : Optional.empty();
        URI place = metadata.filter(members -> members.text("issuer").equals(Optional.of(settings.issuer())))
                .flatMap(members -> members.text("jwks_uri")).map(URI::create).filter(settings::isOfIssuer)
                .orElseThrow(() -> new IllegalStateException(
                        "status " + answer.status() + " of discovery, or metadata that are not the issuer's"));
        jwksUri = Optional.of(place);
        return place;
    }

    private CompletableFuture<Void> fetchKeys(URI place) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/jwk-set+json, application/json"));
        held.flatMap(Held::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
        Instant asked = settings.now();
        return http.get(place, headers, MOST_BYTES).thenAccept(answer -> hold(answer, asked.minus(answer.age())));
    }

    private void hold(IssuerHttp.Answer answer, Instant asked) {
        Optional<Held> before = held;
        if (answer.status() == 304 && before.isPresent()) {
            held = Optional.of(new Held(before.get().keys(), asked, freshness(answer), before.get().etag()));
            return;
        }
        Map<String, VerificationKey> keys = answer.status() == 200 ? VerificationKey.set(answer.body()) : Map.of();
        if (keys.isEmpty()) {
            throw new IllegalStateException("status " + answer.status() + " of the key set, or no key in it that is of use");
        }
        held = Optional.of(new Held(keys, asked, freshness(answer), answer.header("ETag")));
    }

    /** As long as the issuer says, yet often enough that one failure uses up little of {@code lastKnownGood}. */
    private Duration freshness(IssuerHttp.Answer answer) {
        Matcher told = MAX_AGE.matcher(answer.header("Cache-Control").orElse(""));
        Duration longest = Duration.ofMillis(Math.min(SELDOM.toMillis(), settings.lastKnownGood().toMillis() / 4));
        Duration asked = told.find() ? Duration.ofSeconds(Math.max(1, Long.parseLong(told.group(1)))) : longest;
        return asked.compareTo(longest) < 0 ? asked : longest;
    }
}
