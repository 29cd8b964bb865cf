package dev.signet.captcha;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings as a test wants them; the proof of work is as light as a configuration may make it. */
record Settings(List<String> types, Duration lifetime, Altcha altcha, Remote remote) implements CaptchaConfig {

    static Settings of(String... types) {
        return new Settings(List.of(types), Duration.ofMinutes(5), () -> 1_000, RemoteSettings.none());
    }

    Settings withLifetime(Duration time) {
        return new Settings(types, time, altcha, remote);
    }

    Settings withMaxNumber(long number) {
        return new Settings(types, lifetime, () -> number, remote);
    }

    Settings withRemote(RemoteSettings settings) {
        return new Settings(types, lifetime, altcha, settings);
    }

    record RemoteSettings(Optional<RemoteType> type, Optional<String> siteKey, Optional<String> secret, Optional<URI> url,
            Optional<Set<String>> hostnames, double minScore) implements Remote {

        static RemoteSettings none() {
            return new RemoteSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    0.5);
        }

        static RemoteSettings turnstileAt(String url) {
            return new RemoteSettings(Optional.of(RemoteType.TURNSTILE), Optional.of("site-key"), Optional.of("s&cret"),
                    Optional.of(URI.create(url)), Optional.empty(), 0.5);
        }

        RemoteSettings onlyFrom(String hostname) {
            return new RemoteSettings(type, siteKey, secret, url, Optional.of(Set.of(hostname)), minScore);
        }

        RemoteSettings withoutSecret() {
            return new RemoteSettings(type, siteKey, Optional.of(" "), url, hostnames, minScore);
        }
    }
}
