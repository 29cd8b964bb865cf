package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What the feed of revocations told so far. A mark says that all up to now was told; before the first, and while the list is
 * told anew, what is known is not all, yet what was revoked stays so.
 */
final class FeedState {
    private static final int MOST_REVOCATIONS = 1_000_000;

    private final Settings settings;
    private volatile RevokedTokens held = new RevokedTokens(MOST_REVOCATIONS);
    /** The list that is being told anew. */
    private volatile Optional<RevokedTokens> next = Optional.empty();
    private volatile Optional<Instant> marked = Optional.empty();
    private volatile String lastId = "";

    FeedState(Settings settings) {
        this.settings = settings;
    }

    /** @return what to send as {@code Last-Event-ID}; empty where everything has to be told */
    String lastId() {
        return lastId;
    }

    /** The whole list is about to come. */
    void startOver() {
        lastId = "";
        next = Optional.of(new RevokedTokens(MOST_REVOCATIONS));
    }

    /** Takes one event; fails when it can't be understood, as then what is known is not all. */
    void take(ServerSentEvent event) {
        switch (event.event()) {
            case "revocation" -> add(members(event));
            case "mark" -> mark();
            case "reset" -> startOver();
            default -> {
                // an event that is not known tells nothing of what was revoked
            }
        }
        // an id lasts until the next one: after a reset it is still that of what was forgotten
        if (!event.event().equals("reset") && event.id().matches("\\d{1,18}")) {
            lastId = event.id();
        }
    }

    private static Claims members(ServerSentEvent event) {
        return Json.object(event.data().getBytes(UTF_8)).orElseThrow(FeedState::notUnderstood);
    }

    private static IllegalStateException notUnderstood() {
        return new IllegalStateException("an event of the feed can't be understood");
    }

    private void add(Claims revocation) {
        String kind = revocation.text("kind").orElseThrow(FeedState::notUnderstood);
        String value = revocation.text("value").orElseThrow(FeedState::notUnderstood);
        Instant forgotten = revocation.date("exp").orElseThrow(FeedState::notUnderstood).plus(settings.skew());
        if (kind.equals("client")) {
            Instant cut = revocation.date("cut").orElseThrow(FeedState::notUnderstood);
            held.addClient(value, cut, forgotten);
            next.ifPresent(list -> list.addClient(value, cut, forgotten));
        } else {
            RevokedTokens.Kind ended = kind(kind);
            held.add(ended, value, forgotten);
            next.ifPresent(list -> list.add(ended, value, forgotten));
        }
    }

    private static RevokedTokens.Kind kind(String kind) {
        return switch (kind) {
            case "jti", "sid", "kid" -> RevokedTokens.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            default -> throw notUnderstood();
        };
    }

    private void mark() {
        next.ifPresent(list -> held = list);
        next = Optional.empty();
        marked = Optional.of(settings.now());
    }

    /** @return whether one that was told ends the token */
    boolean covers(VerifiedToken token) {
        return held.cover(token);
    }

    /** @return how long ago all was known; empty before the first time */
    Optional<Duration> age() {
        return marked.map(settings::age);
    }

    /** @return whether all was known within that time */
    boolean isKnownWithin(Duration bound) {
        return age().filter(age -> age.compareTo(bound) <= 0).isPresent();
    }

    void sweep() {
        held.sweep(settings.now());
    }
}
