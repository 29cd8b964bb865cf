package dev.signet.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.SignetTest;

/** The keys of a new database, and of one that was started on before. */
@SignetTest
class FirstKeysIT {
    private final Stores stores;

    FirstKeysIT(Stores stores) {
        this.stores = stores;
    }

    @Test
    void are_made_once_when_two_replicas_start_at_the_same_time() throws SQLException {
        StoreUrls urls = stores.fresh();
        try (SignetService first = ServiceLaunch.on(urls).launch(); SignetService second = first.replica().launch()) {
            first.awaitReady();
            second.awaitReady();

            assertThat(states(urls)).containsExactlyInAnyOrder("sig ACTIVE", "sig NEXT", "refresh-mac ACTIVE");
            assertThat(jwks(first)).isEqualTo(jwks(second));
        }
    }

    @Test
    void are_loaded_again_at_the_next_start_and_stay_closed_to_another_encryption_key() {
        StoreUrls urls = stores.fresh();
        String before;
        try (SignetService service = ServiceLaunch.on(urls).start()) {
            before = jwks(service);
        }
        try (SignetService again = ServiceLaunch.on(urls).start()) {
            assertThat(jwks(again)).isEqualTo(before);
        }
        try (SignetService wrong = ServiceLaunch.on(urls)
                .with("SIGNET_KEYS_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]))
                .launch()) {
            assertThat(wrong.awaitExit(Duration.ofSeconds(60))).hasValue(1);
            assertThat(wrong.logs()).contains("signet.keys.encryption-key does not open the keys in this database");
        }
    }

    @Test
    void are_stored_sealed() throws SQLException {
        StoreUrls urls = stores.fresh();
        try (SignetService service = ServiceLaunch.on(urls).start();
                Connection c = stores.connect(urls);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery("select sealed_key from signing_keys where use = 'sig'")) {
            assertThat(service.ready()).isTrue();
            while (rows.next()) {
                assertThat(new String(rows.getBytes(1), ISO_8859_1)).as("the start of PKCS #8")
                        .doesNotContain("\u0002\u0001\u0000\u0030\r\u0006\t*");
            }
        }
    }

    private static String jwks(SignetService service) {
        return Http.to(service.baseUri()).get("/.well-known/jwks.json").text();
    }

    private List<String> states(StoreUrls urls) throws SQLException {
        List<String> states = new ArrayList<>();
        try (Connection c = stores.connect(urls);
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery("select use || ' ' || state from signing_keys")) {
            while (rows.next()) {
                states.add(rows.getString(1));
            }
        }
        return states;
    }
}
