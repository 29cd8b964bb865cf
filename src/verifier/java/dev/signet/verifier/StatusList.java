package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One status list of the issuer's, kept while tokens name it. A copy serves for its {@code ttl}; one that could not be fetched
 * again is last known good for as long as the verifier was told, also past its {@code exp}: that is checked when it comes.
 */
final class StatusList {
    private static final String MEDIA_TYPE = "application/statuslist+jwt";
    /** What a refresh in the background may take without a caller waiting for it. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration LEAST_USE = Duration.ofSeconds(10);

    private final String uri;
    private final Settings settings;
    private final IssuerHttp http;
    private final IssuerKeys keys;
    private final Refresh refresh;
    private volatile Optional<Copy> copy = Optional.empty();
    private volatile boolean gone;
    private volatile Instant used;

    StatusList(String uri, Settings settings, IssuerHttp http, IssuerKeys keys) {
        this.uri = uri;
        this.settings = settings;
        this.http = http;
        this.keys = keys;
        this.used = settings.now();
        this.refresh = new Refresh("The status list " + uri, settings, this::fetch);
    }

    private record Copy(StatusListToken list, Instant confirmed, Optional<String> etag) {
    }

    /** @return the status of an entry; fails when there is none, or when the issuer would have to tell */
    int at(long idx) throws Refusal, Undecided {
        used = settings.now();
        Optional<Copy> known = copy;
        if (known.isPresent() && settings.age(known.get().confirmed()).compareTo(known.get().list().ttl().plus(GRACE)) <= 0) {
            return known.get().list().at(idx);
        }
        Optional<CompletableFuture<Void>> attempt = refresh.attempt();
        if (attempt.isPresent()) {
            throw new Undecided("the status list", attempt);
        }
        if (gone) {
            throw Refusal.token("The status list of the token is no more.");
        }
        return known.filter(last -> settings.isGood(last.confirmed()))
                .orElseThrow(() -> new Undecided("the status list", Optional.empty())).list().at(idx);
    }

    /** Fetches it again shortly before its time, while it is in use. */
    void tick() {
        Optional<Copy> known = copy;
        if (known.isPresent() && isInUse(known.get().list().ttl())
                && settings.age(known.get().confirmed()).compareTo(due(known.get().list().ttl())) >= 0) {
            refresh.begin();
        }
    }

    private boolean isInUse(Duration ttl) {
        Duration since = ttl.multipliedBy(2);
        return idle().compareTo(since.compareTo(LEAST_USE) > 0 ? since : LEAST_USE) <= 0;
    }

    private static Duration due(Duration ttl) {
        Duration lead = ttl.dividedBy(5);
        return ttl.minus(lead.compareTo(GRACE) < 0 ? lead : GRACE);
    }

    /** @return how long nobody asked */
    Duration idle() {
        return settings.age(used);
    }

    /** @return how long ago the issuer confirmed it; empty before the first time */
    Optional<Duration> age() {
        return copy.map(known -> settings.age(known.confirmed()));
    }

    private CompletableFuture<Void> fetch() {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", MEDIA_TYPE));
        copy.filter(known -> settings.now().isBefore(known.list().expires())).flatMap(Copy::etag)
                .ifPresent(etag -> headers.put("If-None-Match", etag));
        Instant asked = settings.now();
        return http.get(URI.create(uri), headers, StatusListToken.LONGEST)
                .thenAccept(answer -> hold(answer, asked.minus(answer.age())));
    }

    private void hold(IssuerHttp.Answer answer, Instant asked) {
        Optional<Copy> before = copy;
        gone = answer.status() == 404 || answer.status() == 410;
        if (answer.status() == 304 && before.isPresent()) {
            copy = Optional.of(new Copy(before.get().list(), asked, before.get().etag()));
        } else if (answer.status() == 200 && answer.is(MEDIA_TYPE)) {
            copy = Optional.of(new Copy(read(answer.body()), asked, answer.header("ETag")));
        } else {
            throw new IllegalStateException("status " + answer.status() + ", or no status list");
        }
    }

    private StatusListToken read(byte[] body) {
        String text = new String(body, US_ASCII).trim();
        try {
            CompactJwt jwt = CompactJwt.read(text, StatusListToken.LONGEST).orElseThrow(() -> Refusal.token("no JWT"));
            Optional<VerificationKey> key = keys.find(jwt.header().text("kid").orElse(""));
            if (key.isEmpty() || !jwt.isSignedBy(key.get())) {
                throw Refusal.token("its signature");
            }
            return StatusListToken.of(jwt, uri, settings);
        } catch (Refusal e) {
            throw new IllegalStateException("it does not hold: " + e.getMessage(), e);
        } catch (Undecided e) {
            throw new IllegalStateException("it can't be verified without " + e.getMessage(), e);
        }
    }
}
