package dev.signet.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;

/** The API describes itself to those who call it. */
@SignetTest
class OpenApiIT {

    @Test
    void is_served_where_the_api_is(Http http) {
        HttpAnswer answer = http.get("/q/openapi?format=json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonObject("paths").fieldNames())
                .contains("/api/v1/login", "/oauth2/token", "/.well-known/jwks.json");
    }

    @Test
    void is_not_on_the_management_port(SignetService service) {
        assertThat(Http.to(service.managementUri()).get("/q/openapi").status()).isEqualTo(404);
    }
}
