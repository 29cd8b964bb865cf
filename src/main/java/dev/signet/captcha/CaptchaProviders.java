package dev.signet.captcha;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.mutiny.core.Vertx;

/**
 * The providers that are enabled, the default one first: the remote service if there is one, then the built-in as
 * they are listed.
 */
@Startup
@ApplicationScoped
class CaptchaProviders {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, CaptchaProvider> enabled = new LinkedHashMap<>();
    private final Optional<RemoteProvider> remote;
    private final Duration lifetime;

    /** @throws ConfigurationException if nothing could be posed while the remote service is away */
    CaptchaProviders(CaptchaConfig config, @All List<CaptchaProvider> builtIn, Vertx vertx, Clock clock) {
        List<CaptchaProvider> listed = config.types().stream().map(type -> named(type, builtIn)).toList();
        if (listed.stream().noneMatch(p -> p.type().equals(AltchaProvider.TYPE))
                && listed.stream().noneMatch(CaptchaProvider::available)) { // which may wait for a library
            throw new ConfigurationException("signet.captcha.types lists no type that works on this machine: add altcha.");
        }
        remote = RemoteProvider.of(config.remote(), vertx, clock);
        remote.ifPresent(this::enable);
        listed.forEach(this::enable);
        lifetime = bounded(config.lifetime());
    }

    private static Duration bounded(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "signet.captcha.lifetime is " + lifetime.toSeconds() + " s: it must be 30 s to 1 h.");
        }
        return lifetime;
    }

    private static CaptchaProvider named(String type, List<CaptchaProvider> builtIn) {
        return builtIn.stream().filter(p -> p.type().equals(type)).findFirst().orElseThrow(() -> new ConfigurationException(
                "signet.captcha.types lists \"" + type + "\": it takes image and altcha."));
    }

    private void enable(CaptchaProvider provider) {
        enabled.put(provider.type(), provider);
    }

    Duration lifetime() {
        return lifetime;
    }

    /** @return the names on the wire, the default first */
    Set<String> types() {
        return enabled.keySet();
    }

    /** @return who poses the type wished for, or else the default; while that one cannot, the first that can; empty: unknown */
    Optional<CaptchaProvider> posing(Optional<String> type) {
        if (type.isPresent() && !enabled.containsKey(type.get())) {
            return Optional.empty();
        }
        return type.map(enabled::get).filter(CaptchaProvider::available)
                .or(() -> enabled.values().stream().filter(CaptchaProvider::available).findFirst());
    }

    /** @return whether the type is enabled and can be posed now */
    boolean poses(String type) {
        return Optional.ofNullable(enabled.get(type)).filter(CaptchaProvider::available).isPresent();
    }

    /** @return who judges a type; empty when it was disabled since the challenge was posed */
    Optional<CaptchaProvider> judging(String type) {
        return Optional.ofNullable(enabled.get(type));
    }

    @PreDestroy
    void close() {
        remote.ifPresent(RemoteProvider::close);
    }
}
