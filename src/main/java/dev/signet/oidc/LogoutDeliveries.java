package dev.signet.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.clients.Client;
import dev.signet.outbox.ClientPosts;
import dev.signet.sessions.LogoutNotice;
import dev.signet.sessions.LogoutNotices;
import dev.signet.tokens.TokenIssuer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/**
 * Tells clients that a sign-in ended (OpenID Connect Back-Channel Logout 1.0 §2.5). What is still to be told is in Postgres: a
 * client that is away is told later, by whichever replica is there then.
 */
@ApplicationScoped
class LogoutDeliveries {
    private static final Logger LOG = Logger.getLogger(LogoutDeliveries.class);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final LogoutNotices notices;
    private final ClientPosts posts;
    private final TokenIssuer issuer;
    private final Clock clock;

    LogoutDeliveries(LogoutNotices notices, ClientPosts posts, TokenIssuer issuer, Clock clock) {
        this.notices = notices;
        this.posts = posts;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliver() {
        return notices.deliverDue(this::deliver)
                .onFailure().invoke(e -> LOG.debugf("logout notices not read: %s", e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> deliver(LogoutNotice notice, Client client) {
        return client.backchannelLogoutUri().map(uri -> tell(notice, client, uri)).orElse(Uni.createFrom().voidItem())
                .chain(() -> notices.done(notice))
                .onFailure().invoke(e -> LOG.infof("client %s was not told of a logout at attempt %d: %s", notice.clientId(),
                        notice.attempts(), e.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> tell(LogoutNotice notice, Client client, String uri) {
        String form = "logout_token=" + URLEncoder.encode(logoutToken(notice, client), UTF_8);
        return posts.post(client, uri, FORM, form).invoke(LogoutDeliveries::refuseFailure).replaceWithVoid();
    }

    private String logoutToken(LogoutNotice notice, Client client) {
        return issuer.statement("logout+jwt", client, client.idTokenSignedResponseAlg(), Map.of("jti", notice.id().toString(),
                "sub", notice.sub(), "sid", notice.sid(), "exp", clock.instant().plus(TOKEN_LIFE).getEpochSecond(),
                "events", Map.of(EVENT, Map.of())));
    }

    /** §2.8: 200; 204 is as good. A client that refuses the token is told again: it may be its keys that are old. */
    private static void refuseFailure(ClientPosts.Answer answer) {
        if (!answer.success()) {
            throw new IllegalStateException("it answered " + answer.status());
        }
    }
}
