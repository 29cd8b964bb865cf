package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.captcha.Settings.RemoteSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.mutiny.core.Vertx;

class CaptchaProvidersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Codes codes = new Codes();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private CaptchaProviders providers(Settings settings) {
        List<CaptchaProvider> builtIn = List.of(codes, new AltchaProvider(settings, Seals.under("our key")));
        return new CaptchaProviders(settings, builtIn, vertx, Clock.systemUTC());
    }

    private void assertRefused(Settings settings, String sentence) {
        assertThatThrownBy(() -> providers(settings)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void keeps_the_configured_order_and_puts_the_remote_service_first() {
        assertThat(providers(Settings.of("altcha", "image")).types()).containsExactly("altcha", "image");
        assertThat(providers(Settings.of("image").withRemote(RemoteSettings.turnstileAt("https://verify.example"))).types())
                .containsExactly("turnstile", "image");
    }

    @Test
    void start_refuses_a_type_that_does_not_exist() {
        assertRefused(Settings.of("image", "riddle"), "signet.captcha.types lists \"riddle\"");
    }

    @Test
    void start_refuses_when_no_listed_type_works() {
        codes.goAway();

        assertRefused(Settings.of("image"), "signet.captcha.types lists no type that works");
        assertRefused(Settings.of(), "signet.captcha.types lists no type that works");
        assertThat(providers(Settings.of("image", "altcha")).types()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = { -1, 0, 29, 3_601 })
    void start_refuses_a_lifetime_out_of_bounds(long seconds) {
        assertRefused(Settings.of("altcha").withLifetime(Duration.ofSeconds(seconds)),
                "signet.captcha.lifetime is " + seconds);
    }

    @Test
    void start_refuses_a_remote_service_without_its_secret() {
        assertRefused(Settings.of("image").withRemote(RemoteSettings.turnstileAt("https://verify.example").withoutSecret()),
                "signet.captcha.remote.secret is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://verify.example", "http://127.0.0.1.example", "ftp://localhost", "verify", "http:///x" })
    void start_refuses_to_send_the_secret_in_clear(String url) {
        assertRefused(Settings.of("image").withRemote(RemoteSettings.turnstileAt(url)),
                "signet.captcha.remote.url must be https");
    }
}
