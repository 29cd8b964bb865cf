package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Subscribes to the issuer's feed of revocations, {@code GET <issuer>/oauth2/revocations}, and does so again, from where it
 * was, whenever it ends or falls silent.
 */
final class RevocationFeed {
    private static final Logger LOG = System.getLogger(RevocationFeed.class.getPackageName());
    private static final String PLACE = "/oauth2/revocations";
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;

    private final Settings settings;
    private final IssuerHttp http;
    private final String credentials;
    private final Duration freshness;
    private final FeedState state;
    private final CompletableFuture<Void> begun;
    private Optional<ServerSentEvents> stream = Optional.empty();
    private boolean connected;
    private boolean closed;
    private int failures;
    private int connections;
    private Instant lastHeard = Instant.MIN;
    private Instant pauseEnds = Instant.MIN;

    /**
     * @param clientId who subscribes: a confidential client that may introspect
     * @param freshness how long after a mark all is taken for known
     */
    RevocationFeed(Settings settings, IssuerHttp http, String clientId, String clientSecret, Duration freshness) {
        this.settings = settings;
        this.http = http;
        this.credentials = basic(clientId, clientSecret);
        this.freshness = freshness;
        this.state = new FeedState(settings);
        this.begun = new CompletableFuture<Void>().completeOnTimeout(null, settings.patience().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
    private static String basic(String clientId, String clientSecret) {
        String pair = URLEncoder.encode(clientId, UTF_8) + ":" + URLEncoder.encode(clientSecret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** Subscribes where that is due; ends a stream that fell silent. */
    synchronized void tick() {
        state.sweep();
        if (!connected && !settings.now().isBefore(pauseEnds)) {
            connect();
        } else if (connected && isSilent()) {
            stream.ifPresent(ServerSentEvents::cancel);
        }
    }

    /** Twice as long as a mark may take: then the connection is dead, whatever TCP makes of it. */
    private boolean isSilent() {
        return settings.age(lastHeard).compareTo(freshness.multipliedBy(2)) > 0;
    }

    private void connect() {
        if (closed) {
            return;
        }
        connected = true;
        lastHeard = settings.now();
        Map<String, String> headers = new HashMap<>(Map.of("Accept", MEDIA_TYPE, "Authorization", credentials));
        if (state.lastId().isEmpty()) {
            state.startOver();
        } else {
            headers.put("Last-Event-ID", state.lastId());
        }
        int connection = ++connections;
        var unused = http.stream(settings.endpoint(PLACE), headers, head -> reader(head, connection)).whenComplete(this::end);
    }

    private synchronized BodySubscriber<Void> reader(ResponseInfo head, int connection) {
        boolean feed = head.statusCode() == 200 && IssuerHttp.isOfType(head.headers(), MEDIA_TYPE);
        ServerSentEvents events = new ServerSentEvents(event -> take(event, connection));
        stream = Optional.of(events);
        if (closed || !feed) {
            events.cancel();
        }
        return events;
    }

    private synchronized void take(ServerSentEvent event, int connection) {
        if (connection != connections) {
            return; // the last word of one that was ended: its mark is not of the list that is told now
        }
        lastHeard = settings.now();
        try {
            state.take(event);
        } catch (RuntimeException e) {
            state.startOver();
            throw e;
        }
        if (event.event().equals("mark")) {
            heard();
        }
    }

    private void heard() {
        if (failures > 0) {
            LOG.log(Level.INFO, "the feed of revocations is heard again");
        }
        failures = 0;
        begun.complete(null);
    }

    private synchronized void end(Integer status, Throwable failure) {
        connected = false;
        stream = Optional.empty();
        pauseEnds = settings.now().plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        if (failures == 0 && !closed) {
            LOG.log(Level.WARNING, "the feed of revocations ended: {0}",
                    failure == null ? "status " + status : IssuerHttp.reason(failure));
        }
        failures++;
        begun.complete(null);
    }

    synchronized void close() {
        closed = true;
        stream.ifPresent(ServerSentEvents::cancel);
    }

    /** @return completes with the first mark, or when there will be none for now */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** @return whether all that was revoked is known, as of about now */
    boolean isFresh() {
        return state.isKnownWithin(freshness);
    }

    /** @return whether all was known within that time */
    boolean isKnownWithin(Duration bound) {
        return state.isKnownWithin(bound);
    }

    /** @return whether a revocation that was told ends the token */
    boolean covers(VerifiedToken token) {
        return state.covers(token);
    }

    /** @return how long ago all was known; empty before the first time */
    Optional<Duration> age() {
        return state.age();
    }
}
