package dev.signet.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.clients.Client;

/** A redirect URI is matched to the letter (RFC 9700 §2.1), but for a native client's loopback port (RFC 8252 §7.3). */
class RedirectUrisTest {
    private static final Client WEB = new Registered(false, "https://app.example/callback", "http://127.0.0.1/back");
    private static final Client NATIVE = new Registered(true, "http://127.0.0.1/back", "http://[::1]:80/back?a=b",
            "http://localhost/back", "com.example.app:/back");

    @Test
    void takes_what_is_registered_to_the_letter() {
        assertThat(RedirectUris.isRegistered("https://app.example/callback", WEB)).isTrue();
        assertThat(RedirectUris.isRegistered("com.example.app:/back", NATIVE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://app.example/callback/", "https://app.example/callback?x=1",
            "https://APP.example/callback",
            "https://app.example/callback#x", "https://app.example.evil.example/callback", "http://app.example/callback",
            "https://app.example/callback/../evil", "https://app.example:443/callback", "https://u@app.example/callback",
            "https://app.example/%63allback", "//app.example/callback", "", "http://127.0.0.1:4711/back" })
    void refuses_what_is_not(String uri) {
        assertThat(RedirectUris.isRegistered(uri, WEB)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:4711/back", "http://127.0.0.1/back", "http://[::1]:65535/back?a=b" })
    void leaves_a_native_clients_loopback_port_free(String uri) {
        assertThat(RedirectUris.isRegistered(uri, NATIVE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:4711/other", "http://127.0.0.2:4711/back", "https://127.0.0.1:4711/back",
            "http://localhost:4711/back", "http://127.0.0.1:4711/back?x=1", "http://127.0.0.1:4711@evil.example/back",
            "http://evil.example@127.0.0.1:4711/back", "http://127.0.0.1:70000/back", "http://127.0.0.1:4711/back#x",
            "http://127.0.0.1:/back", "http://[::1]:1/back", "http://127.0.0.1:4711", "http://127.0.0.1:4711\\@evil/back" })
    void leaves_nothing_else_free(String uri) {
        assertThat(RedirectUris.isRegistered(uri, NATIVE)).isFalse();
    }

    private static final class Registered extends Client {
        private final boolean isNative;
        private final List<String> uris;

        Registered(boolean isNative, String... uris) {
            this.isNative = isNative;
            this.uris = List.of(uris);
        }

        @Override
        public boolean isNative() {
            return isNative;
        }

        @Override
        public List<String> redirectUris() {
            return uris;
        }
    }
}
