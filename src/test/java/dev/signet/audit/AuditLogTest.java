package dev.signet.audit;

import static dev.signet.testing.OnEventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.signet.testing.RealStores;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(RealStores.class)
class AuditLogTest {
    private final String subject = UUID.randomUUID().toString();

    @Inject
    AuditLog log;

    @Inject
    Pool postgres;

    @Test
    void keeps_an_event_with_its_detail() {
        AuditEvent event = new AuditEvent(AuditTypes.LIMIT_CHANGED, "operator", subject, "192.0.2.1",
                Map.of("threshold", 3, "enabled", true, "name", "login-failure \u00e9\u5c71\"'\\", "nested", List.of("a", 1)));

        record(event);

        AuditEntry entry = only();
        assertThat(entry.event()).isEqualTo(event);
        assertThat(entry.id().version()).isEqualTo(7);
        assertThat(entry.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void keeps_the_detail_as_an_object_that_sql_can_look_into() {
        record(new AuditEvent(AuditTypes.LOGIN_FAILED, null, subject, null, Map.of("reason", "wrong")));

        assertThat(await(() -> postgres
                .query("select detail ->> 'reason' from audit_events where subject = '" + subject + "'").execute())
                .iterator().next().getString(0)).isEqualTo("wrong");
        assertThat(only().event()).extracting(AuditEvent::actor, AuditEvent::ip).containsOnlyNulls();
    }

    @Test
    void forgets_an_event_whose_transaction_fails() {
        assertThatThrownBy(() -> await(() -> Panache.withTransaction(() -> log.record(event())
                .onItem().failWith(() -> new IllegalStateException("afterwards"))))).hasMessage("afterwards");

        assertThat(page(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void pages_through_the_events_of_a_subject_newest_first() {
        IntStream.range(0, 5).forEach(i -> record(event()));

        List<AuditEntry> first = page(Optional.empty(), 3);
        List<AuditEntry> second = page(Optional.of(first.get(2).id()), 3);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(Stream.concat(first.stream(), second.stream()))
                .isSortedAccordingTo(Comparator.<AuditEntry, String> comparing(e -> e.id().toString()).reversed())
                .extracting(e -> e.event().subject()).containsOnly(subject);
        assertThat(await(() -> log.page(Optional.empty(), 2, Optional.empty()))).hasSize(2);
    }

    @Test
    void never_changes_what_was_written() {
        record(event());

        assertThatThrownBy(() -> await(() -> postgres.query("update audit_events set actor = 'other'").execute()))
                .hasMessageContaining("append-only");
    }

    @Test
    void refuses_a_type_that_nobody_knows() {
        assertThatThrownBy(() -> new AuditEvent("user.renamed", null, subject, null, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AuditEvent event() {
        return new AuditEvent(AuditTypes.USER_DISABLED, "operator", subject, "192.0.2.1", Map.of());
    }

    private void record(AuditEvent event) {
        assertThat(await(() -> log.record(event))).isNull();
    }

    private AuditEntry only() {
        List<AuditEntry> entries = page(Optional.empty(), 10);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private List<AuditEntry> page(Optional<UUID> before, int limit) {
        return await(() -> log.page(before, limit, Optional.of(subject)));
    }
}
