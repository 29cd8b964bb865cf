package dev.signet.signals;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.errors.OAuthError;
import dev.signet.errors.UnavailableException;
import dev.signet.revocation.RevocationConfig;
import dev.signet.revocation.RevocationEntry;
import dev.signet.revocation.Revocations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.ext.web.RoutingContext;

/** Tells subscribers of every revocation that this replica hears of. */
@ApplicationScoped
class Feed {
    private static final Logger LOG = Logger.getLogger(Feed.class);
    private static final int RETRY_SECONDS = 5;
    private static final Duration LOOK_UP = Duration.ofSeconds(2);

    private final Revocations revocations;
    private final Clients clients;
    private final SignalsConfig config;
    private final Duration heartbeat;
    private final Set<FeedStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;
    private Cancellable beating;

    Feed(Revocations revocations, Clients clients, SignalsConfig config, RevocationConfig revocation, MeterRegistry metrics) {
        this.revocations = revocations;
        this.clients = clients;
        this.config = config;
        this.heartbeat = revocation.heartbeat();
        metrics.gauge("signet.signals.streams", streams, Set::size);
    }

    void start(@Observes @Priority(30) StartupEvent event) {
        revocations.onNews(this::tell);
        beating = Multi.createFrom().ticks().every(heartbeat).onOverflow().drop()
                .subscribe()
                .with(tick -> streams.forEach(FeedStream::beat), e -> LOG.error("subscribers hear no heartbeat any more", e));
    }

    /** Before the drain, which would wait for streams that never end. Whoever comes back is sent to another replica. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        ending = true;
        beating.cancel();
        streams.forEach(FeedStream::end);
    }

    /**
     * Answers the call with a stream.
     *
     * @param after the number up to which the subscriber has heard everything
     * @return when the stream is over; fails, and nothing is answered yet, while there is nothing to tell with certainty or
     *         there are too many streams
     */
    Uni<Void> follow(Client client, OptionalLong after, RoutingContext call) {
        return catchUp(after).chain(() -> open(client, after.orElse(0), call));
    }

    /** The subscriber may come from a replica that was quicker to hear. */
    private Uni<Void> catchUp(OptionalLong after) {
        return after.orElse(0) > revocations.highest() ? revocations.spread() : Uni.createFrom().voidItem();
    }

    /**
     * The stream is offered news before the list is looked at, so that nothing falls between; what comes both ways is known by
     * its number.
     */
    private Uni<Void> open(Client client, long after, RoutingContext call) {
        FeedStream stream = new FeedStream(client.clientId(), call, config.buffer(), revocations::fresh);
        admit(stream);
        long known = revocations.highest();
        boolean reset = after > known;
        try {
            stream.open(known, reset);
        } catch (IllegalStateException answered) {
            streams.remove(stream);
            throw new UnavailableException(1, "the call was answered meanwhile");
        }
        call.vertx().executeBlocking(() -> revocations.above(reset ? 0 : after), false)
                .onSuccess(stream::begin)
                .onFailure(e -> stream.end());
        return Uni.createFrom().emitter(emitter -> {
            emitter.onTermination(() -> streams.remove(stream));
            call.addEndHandler(ended -> emitter.complete(null));
        });
    }

    private synchronized void admit(FeedStream stream) {
        if (!revocations.fresh()) {
            throw new UnavailableException(1, "the revocation list cannot be read");
        }
        if (streams.size() >= config.streams()) {
            throw new UnavailableException(RETRY_SECONDS, "there are too many streams");
        }
        if (streams.stream().filter(other -> other.clientId().equals(stream.clientId())).count() >= config.streamsPerClient()) {
            throw new OAuthError("temporarily_unavailable", 429, "The client has too many streams.",
                    OptionalInt.of(RETRY_SECONDS)).asException();
        }
        streams.add(stream);
        if (ending) {
            streams.remove(stream);
            throw new UnavailableException(1, "this replica is about to end");
        }
    }

    private void tell(List<RevocationEntry> news) {
        streams.forEach(stream -> stream.offer(news));
    }

    /** A client that is gone, shut out, or may no longer ask about tokens hears no more; it learns why when it comes back. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> dismiss() {
        Set<String> ids = streams.stream().map(FeedStream::clientId).collect(Collectors.toSet());
        return Multi.createFrom().iterable(ids)
                .onItem().transformToUniAndConcatenate(this::dismiss)
                .collect().last();
    }

    /** One that can't be looked up now keeps no other from being dismissed. */
    private Uni<Void> dismiss(String clientId) {
        return clients.find(clientId)
                .ifNoItem().after(LOOK_UP).fail()
                .invoke(client -> {
                    if (client.filter(Client::mayIntrospect).isEmpty()) {
                        end(clientId);
                    }
                })
                .onFailure().invoke(e -> LOG.warnf("subscriber %s not checked: %s", clientId, e.getMessage()))
                .onFailure().recoverWithNull()
                .replaceWithVoid();
    }

    private void end(String clientId) {
        streams.stream().filter(stream -> stream.clientId().equals(clientId)).forEach(FeedStream::end);
    }
}
