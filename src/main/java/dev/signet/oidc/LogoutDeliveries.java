package dev.signet.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.clients.Origin;
import dev.signet.clients.PublicTargets;
import dev.signet.sessions.LogoutNotice;
import dev.signet.sessions.LogoutNotices;
import dev.signet.tokens.TokenIssuer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;

/**
 * Tells clients that a sign-in ended (OpenID Connect Back-Channel Logout 1.0 §2.5). What is still to be told is in Postgres: a
 * client that is away is told later, by whichever replica is there then.
 */
@ApplicationScoped
class LogoutDeliveries {
    private static final Logger LOG = Logger.getLogger(LogoutDeliveries.class);
    private static final Duration TIME_OUT = Duration.ofSeconds(3);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final LogoutNotices notices;
    private final Clients clients;
    private final PublicTargets targets;
    private final TokenIssuer issuer;
    private final Clock clock;
    private final HttpClient http;

    LogoutDeliveries(LogoutNotices notices, Clients clients, PublicTargets targets, TokenIssuer issuer, Clock clock,
            Vertx vertx) {
        this.notices = notices;
        this.clients = clients;
        this.targets = targets;
        this.issuer = issuer;
        this.clock = clock;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(5).setMaxWaitQueueSize(200));
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return notices.take()
                .chain(this::deliverAll)
                .onFailure().invoke(e -> LOG.debugf("logout notices not read: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> deliverAll(List<LogoutNotice> due) {
        List<Uni<Void>> deliveries = due.stream().map(this::deliver).toList();
        return deliveries.isEmpty() ? Uni.createFrom().voidItem()
                : Uni.join().all(deliveries).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> deliver(LogoutNotice notice) {
        return clients.find(notice.clientId())
                .chain(client -> client.filter(c -> c.backchannelLogoutUri().isPresent()).map(c -> tell(notice, c))
                        .orElse(Uni.createFrom().voidItem()))
                .chain(() -> notices.done(notice))
                .onFailure().invoke(e -> LOG.infof("client %s was not told of a logout at attempt %d: %s", notice.clientId(),
                        notice.attempts(), e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> tell(LogoutNotice notice, Client client) {
        String form = "logout_token=" + URLEncoder.encode(logoutToken(notice, client), UTF_8);
        return target(client)
                .chain(target -> http.request(post(target)))
                .chain(request -> request.send(form))
                .ifNoItem().after(TIME_OUT).failWith(() -> new IllegalStateException("no answer"))
                .invoke(LogoutDeliveries::refuseFailure).replaceWithVoid();
    }

    /** An operator may name a service of the cluster; a client that registered itself, the public Internet only. */
    private Uni<RequestOptions> target(Client client) {
        String uri = client.backchannelLogoutUri().orElseThrow();
        return client.isOf(Origin.REGISTRATION) ? targets.of(uri)
                : Uni.createFrom().item(() -> new RequestOptions().setAbsoluteURI(uri).setFollowRedirects(false));
    }

    private static RequestOptions post(RequestOptions target) {
        return target.setMethod(HttpMethod.POST).setConnectTimeout(TIME_OUT.toMillis()).setIdleTimeout(TIME_OUT.toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    private String logoutToken(LogoutNotice notice, Client client) {
        return issuer.statement("logout+jwt", client, client.idTokenSignedResponseAlg(), Map.of("jti", notice.id().toString(),
                "sub", notice.sub(), "sid", notice.sid(), "exp", clock.instant().plus(TOKEN_LIFE).getEpochSecond(),
                "events", Map.of(EVENT, Map.of())));
    }

    /** §2.8: 200; 204 is as good. A client that refuses the token is told again: it may be its keys that are old. */
    private static void refuseFailure(HttpClientResponse response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("it answered " + response.statusCode());
        }
    }
}
