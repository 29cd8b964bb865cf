package dev.signet.captcha;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.jboss.logging.Logger;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;

/**
 * A widget of Turnstile, hCaptcha or reCAPTCHA. The challenge is ours, so that it is bound and spent like any other;
 * the answer is the widget's token, which the service judges. While the service is away this one is not posed.
 */
final class RemoteProvider implements CaptchaProvider {
    private static final Logger LOG = Logger.getLogger(RemoteProvider.class);
    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final int MAX_TOKEN_LENGTH = 8_192;

    private final RemoteType type;
    private final String siteKey;
    private final Set<String> hostnames;
    private final double minScore;
    private final SiteVerify service;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.MIN;

    private RemoteProvider(RemoteType type, CaptchaConfig.Remote config, Vertx vertx, Clock clock) {
        this.type = type;
        this.siteKey = required(config.siteKey(), "site-key");
        this.hostnames = config.hostnames().orElse(Set.of());
        this.minScore = config.minScore();
        this.service = new SiteVerify(vertx, url(config.url().orElse(type.url())), required(config.secret(), "secret"));
        this.clock = clock;
    }

    /** @return empty when no type is configured */
    static Optional<RemoteProvider> of(CaptchaConfig.Remote config, Vertx vertx, Clock clock) {
        return config.type().map(type -> new RemoteProvider(type, config, vertx, clock));
    }

    private static String required(Optional<String> value, String key) {
        return value.filter(v -> !v.isBlank()).orElseThrow(() -> new ConfigurationException(
                "signet.captcha.remote." + key + " is not set: signet.captcha.remote.type needs it."));
    }

    private static URI url(URI url) {
        boolean loopback = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
        if ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && loopback) {
            return url;
        }
        throw new ConfigurationException(
                "signet.captcha.remote.url must be https, or http on loopback: it carries the secret.");
    }

    @Override
    public String type() {
        return type.text();
    }

    @Override
    public boolean available() {
        return !clock.instant().isBefore(awayUntil);
    }

    @Override
    public Uni<Pose> pose(Instant expiresAt) {
        return Uni.createFrom().item(Pose.widget(siteKey));
    }

    @Override
    public Uni<Boolean> judge(Attempt attempt) {
        if (attempt.answer().isEmpty() || attempt.answer().length() > MAX_TOKEN_LENGTH) {
            return Uni.createFrom().item(false);
        }
        return service.ask(attempt.answer(), attempt.from())
                .map(answer -> accepts(answer, attempt.purpose()))
                .onFailure().invoke(this::markAway)
                .onFailure().recoverWithItem(false);
    }

    /** A widget that names an action must name the purpose: a token solved for one page is none for another. */
    private boolean accepts(SiteVerifyAnswer answer, Purpose purpose) {
        return answer.success()
                && answer.action().map(purpose.text()::equals).orElse(true)
                && answer.score().map(score -> score >= minScore).orElse(true)
                && (hostnames.isEmpty() || answer.hostname().map(hostnames::contains).orElse(false));
    }

    private void markAway(Throwable cause) {
        awayUntil = clock.instant().plus(AWAY);
        LOG.warnf("%s is away; the built-in verification codes serve for %d s: %s", type.text(), AWAY.toSeconds(),
                cause.getMessage());
    }

    void close() {
        service.close();
    }
}
