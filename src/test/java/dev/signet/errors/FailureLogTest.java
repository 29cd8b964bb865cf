package dev.signet.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EdgeOnly.class)
class FailureLogTest extends EdgeTest {
    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord record) {
            ExtLogRecord complete = ExtLogRecord.wrap(record);
            complete.copyMdc();
            records.add(complete);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        root.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        root.removeHandler(recorder);
    }

    @Test
    void logs_a_defect_once_under_the_id_of_its_request() throws Exception {
        assertThat(wire().get("/api/v1/fail/defect", "X-Request-Id: the-call").status()).isEqualTo(500);

        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMdc("requestId")).isEqualTo("the-call");
        assertThat(text(records.get(0))).contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException",
                FailingEndpoint.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/v1/fail/defect", "/api/v1/fail/query", "/api/v1/fail/error", "/oauth2/fail/defect",
            "/api/v1/fail/timeout" })
    void keeps_messages_out_of_the_log(String path) throws Exception {
        assertThat(wire().get(path).status()).isGreaterThanOrEqualTo(500);

        assertThat(records).noneMatch(record -> text(record).contains(FailingEndpoint.CANARY));
    }

    @Test
    void names_the_sqlstate_of_a_wrong_query() throws Exception {
        assertThat(wire().get("/api/v1/fail/query").status()).isEqualTo(500);

        assertThat(records).anyMatch(record -> text(record).contains("42P01"));
    }

    @Test
    void logs_neither_a_refusal_nor_bad_input() throws Exception {
        assertThat(wire().get("/api/v1/fail/problem").status()).isEqualTo(409);
        assertThat(wire().get("/api/v1/private", "Authorization: Bearer a.b.c").status()).isEqualTo(401);
        assertThat(wire().json("/api/v1/echo", "{\"name\":\"" + FailingEndpoint.CANARY).status()).isEqualTo(400);
        assertThat(wire().json("/api/v1/echo", "{\"age\":\"" + FailingEndpoint.CANARY + "\"}").status()).isEqualTo(400);

        assertThat(records).isEmpty();
    }

    private static String text(LogRecord record) {
        StringWriter text = new StringWriter().append(record.getMessage());
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
