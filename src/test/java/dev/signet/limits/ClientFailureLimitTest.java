package dev.signet.limits;

import static dev.signet.limits.LimitsRig.HOME;
import static dev.signet.limits.LimitsRig.OFFICE;
import static dev.signet.limits.LimitsRig.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.signet.http.ClientAddress;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import io.smallrye.mutiny.Uni;

class ClientFailureLimitTest {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final LimitsRig rig = new LimitsRig(REDIS);
    private final ClientFailureLimit limit = rig.clients;

    @Test
    void refuses_after_the_tenth_failure_until_the_window_ends() {
        fail(OFFICE, "web", 9);
        assertThat(limit.refused(OFFICE, "web")).isEmpty();
        fail(OFFICE, "web", 1);
        assertThat(limit.refused(OFFICE, "web")).hasValue(300);
        rig.clock.advance(Duration.ofSeconds(299));
        assertThat(limit.refused(OFFICE, "web")).hasValue(1);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(limit.refused(OFFICE, "web")).isEmpty();
        assertThat(rig.refused("client-failure")).isEqualTo(2);
    }

    @Test
    void shuts_a_client_out_from_that_address_only_and_no_other_client() {
        fail(OFFICE, "web", 10);

        assertThat(limit.refused(HOME, "web")).isEmpty();
        assertThat(limit.refused(OFFICE, "spa")).isEmpty();
    }

    @Test
    void asks_redis_nothing_until_something_failed() {
        REDIS.stop();

        assertThat(limit.refused(OFFICE, "web")).isEmpty();
    }

    @Test
    void counts_together_with_other_replicas() {
        LimitsRig other = new LimitsRig(REDIS);
        for (int i = 0; i < 9; i++) {
            assertThat(LimitsRig.await(other.clients.failed(OFFICE, "web"))).isEmpty();
        }
        fail(OFFICE, "web", 1);

        assertThat(limit.refused(OFFICE, "web")).isPresent();
    }

    @Test
    void holds_a_place_for_each_failure_that_is_being_counted() {
        List<Uni<OptionalInt>> underWay = new ArrayList<>(IntStream.range(0, 10)
                .mapToObj(i -> limit.failed(OFFICE, "web")).toList());

        assertThat(limit.refused(OFFICE, "web")).hasValue(1);
        assertThat(LimitsRig.await(limit.failed(OFFICE, "web"))).as("one more is not counted").hasValue(1);
        assertThat(together(underWay)).hasSize(10);
        assertThat(limit.refused(OFFICE, "web")).hasValue(300);
    }

    @Test
    void shuts_nobody_out_while_redis_is_away() {
        REDIS.stop();
        fail(OFFICE, "web", 20);

        assertThat(limit.refused(OFFICE, "web")).isEmpty();
        assertThat(rig.away()).isEqualTo(20);
    }

    @Test
    void follows_a_changed_limit_at_once() {
        fail(OFFICE, "web", 10);

        rig.set(new Limit("client-failure", true, 300, 11, Subject.IP, Action.REFUSE));
        assertThat(limit.refused(OFFICE, "web")).isEmpty();
        rig.set(new Limit("client-failure", true, 300, 10, Subject.IP, Action.REFUSE));
        assertThat(limit.refused(OFFICE, "web")).isPresent();
        rig.set(new Limit("client-failure", false, 300, 10, Subject.IP, Action.REFUSE));
        assertThat(limit.refused(OFFICE, "web")).isEmpty();
    }

    @Test
    void keeps_no_name_of_a_client_in_redis() {
        fail(OFFICE, "web-shop", 1);

        assertThat(REDIS.keys()).hasSize(1).allMatch(key -> key.startsWith("signet:{client-failure:192.0.2.7:"))
                .noneMatch(key -> key.contains("web-shop"));
    }

    @Test
    void forgets_made_up_names_before_they_fill_the_memory() {
        rig.set(new Limit("client-failure", true, 300, 1, Subject.IP, Action.REFUSE));
        for (int i = 0; i < 11; i++) {
            int batch = i;
            assertThat(together(IntStream.range(0, 1_000).mapToObj(n -> limit.failed(OFFICE, batch + "-" + n)).toList()))
                    .hasSize(1_000);
        }

        assertThat(
                IntStream.range(0, 11_000).filter(n -> limit.refused(OFFICE, n / 1_000 + "-" + n % 1_000).isPresent()).count())
                .isLessThanOrEqualTo(10_000);
        fail(OFFICE, "0-0", 1);
        assertThat(limit.refused(OFFICE, "0-0")).isPresent();
    }

    private void fail(ClientAddress from, String client, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(LimitsRig.await(limit.failed(from, client))).isEmpty();
        }
    }
}
