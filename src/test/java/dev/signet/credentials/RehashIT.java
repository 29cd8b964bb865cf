package dev.signet.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** A password is hashed anew at the first sign-in after the cost changed. */
@SignetTest
class RehashIT {
    private final SignetService service;
    private final Stores stores;
    private final StoreUrls urls;
    private final Http http;

    RehashIT(SignetService service, Stores stores, StoreUrls urls, Http http) {
        this.service = service;
        this.stores = stores;
        this.urls = urls;
        this.http = http;
    }

    @Test
    void hashes_anew_when_the_cost_changed() throws SQLException {
        Person person = Person.register(http);
        assertThat(phc(person)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");

        try (SignetService costlier = service.replica().with("SIGNET_PASSWORDS_ARGON2_MEMORY_KIB", "24576").start()) {
            HttpAnswer answer = Http.to(costlier.baseUri()).fromFresh().post("/api/v1/login",
                    new JsonObject().put("identifier", person.username()).put("password", Person.PASSWORD));
            assertThat(answer.status()).isEqualTo(200);
        }

        assertThat(phc(person)).startsWith("$argon2id$v=19$m=24576,t=2,p=1$");
        assertThat(person.tryPassword(Person.PASSWORD).status()).isEqualTo(200);
        assertThat(phc(person)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private String phc(Person person) throws SQLException {
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement("select phc from password_credentials where user_id = ?::uuid")) {
            s.setString(1, person.id());
            ResultSet rows = s.executeQuery();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
