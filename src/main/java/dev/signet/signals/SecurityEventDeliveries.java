package dev.signet.signals;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.clients.Client;
import dev.signet.outbox.ClientPosts;
import dev.signet.outbox.Outbox;
import dev.signet.outbox.SecurityEvent;
import dev.signet.outbox.SecurityEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Pushes security event tokens to clients (RFC 8935), again and again until they are taken or given up. */
@ApplicationScoped
class SecurityEventDeliveries {
    private static final Logger LOG = Logger.getLogger(SecurityEventDeliveries.class);
    /** RFC 8935 §2.1. */
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/secevent+jwt", "Accept",
            "application/json");

    private final SecurityEvents events;
    private final Outbox<SecurityEvent> outbox;
    private final SecurityEventTokens tokens;
    private final ClientPosts posts;
    private final int attempts;
    private final MeterRegistry metrics;

    SecurityEventDeliveries(SecurityEvents events, SecurityEventTokens tokens, ClientPosts posts, SignalsConfig config,
            MeterRegistry metrics) {
        this.events = events;
        this.outbox = events.outbox(config.firstRetry());
        this.tokens = tokens;
        this.posts = posts;
        this.attempts = config.attempts();
        this.metrics = metrics;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return outbox.deliverDue(this::deliver)
                .onFailure().invoke(e -> LOG.debugf("security events not read: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> deliver(SecurityEvent event, Client client) {
        return client.securityEventsUri().map(uri -> push(event, client, uri).chain(verdict -> settle(event, verdict)))
                .orElseGet(() -> outbox.done(event.id()))
                .onFailure().invoke(e -> LOG.debugf("what became of security event %s is not written down: %s", event.id(),
                        e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Verdict> push(SecurityEvent event, Client client, String uri) {
        return Uni.createFrom().item(() -> tokens.token(event, client))
                .chain(token -> posts.post(client, uri, HEADERS, token))
                .map(Verdict::of)
                .onFailure().recoverWithItem(e -> Verdict.failed(Optional.ofNullable(e.getMessage()).orElse("no connection")));
    }

    private Uni<Void> settle(SecurityEvent event, Verdict verdict) {
        if (verdict.taken()) {
            count("taken");
            return outbox.done(event.id());
        }
        if (verdict.lasting() || event.attempts() >= attempts) {
            LOG.warnf("client %s does not take security event %s: %s", event.clientId(), event.id(), verdict.why());
            count("given-up");
            return events.giveUp(event.id(), verdict.why());
        }
        count("failed");
        return events.failed(event.id(), verdict.why());
    }

    private void count(String outcome) {
        metrics.counter("signet.signals.pushed", "outcome", outcome).increment();
    }
}
