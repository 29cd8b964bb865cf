package dev.signet.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.signet.local.SignetService;
import dev.signet.testing.Altcha;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** {@code /q/metrics} on the management port, and the request id in answers and logs. */
@SignetTest
class MetricsIT {
    private final SignetService service;
    private final Http http;

    MetricsIT(SignetService service, Http http) {
        this.service = service;
        this.http = http;
    }

    @Test
    void count_what_the_service_does() {
        Person person = Person.register(http);
        assertThat(person.signIn()).isNotNull();
        assertThat(person.tryPassword("wrong").status()).isEqualTo(401);
        assertThat(Altcha.solve(http, "login")).isNotNull();

        String metrics = Http.to(service.managementUri()).get("/q/metrics").text();

        for (String meter : new String[] { "signet_sign_ins_total{outcome=\"recognised\"",
                "signet_sign_ins_total{outcome=\"refused\"",
                "signet_tokens_minted_total{type=\"access\"", "signet_captcha_issued_total", "signet_passwords_queue",
                "signet_revocation_lag_seconds", "signet_redis_away 0.0", "sql_pool_queue" }) {
            assertThat(metrics).as(meter).contains(meter);
        }
    }

    @Test
    void hold_no_path_that_a_caller_made_up() {
        assertThat(http.get("/made-up;by-a-caller").status()).isEqualTo(400);
        assertThat(http.request("POST", "/made-up-by-a-caller").body("no media type", "x").send().status()).isEqualTo(415);

        assertThat(Http.to(service.managementUri()).get("/q/metrics").text()).doesNotContain("made-up");
    }

    @Test
    void stay_off_the_main_port() {
        assertThat(http.get("/q/metrics").status()).isEqualTo(404);
    }

    @Test
    void the_request_id_is_in_the_answer_and_in_the_log() {
        HttpAnswer answer = http.request("GET", "/api/v1/nothing").header("X-Request-Id", "my-own-id.7").send();
        assertThat(answer.header("X-Request-Id")).isEqualTo("my-own-id.7");

        String made = http.request("GET", "/api/v1/nothing").header("X-Request-Id", "not one\u00e9").send()
                .header("X-Request-Id");
        assertThat(made).matches(Pattern.compile("[A-Za-z0-9._-]{8,64}"));
    }

    @Test
    void the_log_is_json() {
        String line = service.logs().lines().findFirst().orElseThrow();

        assertThat(new JsonObject(line).fieldNames()).contains("timestamp", "level", "message");
    }
}
