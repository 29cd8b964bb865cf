package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;

@SignetTest
class HealthIT {
    private final SignetService service;
    private final Http http;

    HealthIT(SignetService service) {
        this.service = service;
        this.http = Http.to(service.managementUri());
    }

    @Test
    void is_live() {
        HttpAnswer answer = http.get("/q/health/live");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("UP");
    }

    @Test
    void is_ready_from_any_loopback_address() {
        assertThat(http.fromFresh().get("/q/health/ready").status()).isEqualTo(200);
    }

    @Test
    void keeps_health_off_the_main_port() {
        assertThat(Http.to(service.baseUri()).get("/q/health/live").status()).isEqualTo(404);
    }
}
