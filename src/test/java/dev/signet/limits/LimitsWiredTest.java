package dev.signet.limits;

import static dev.signet.limits.Asking.onContext;
import static dev.signet.limits.Asking.within;
import static dev.signet.limits.LimitsRig.HOME;
import static dev.signet.limits.LimitsRig.word;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.http.ClientAddress;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;

/** The room as Quarkus puts it together: with the real guard before Redis, its pool of connections, and contexts. */
@QuarkusTest
@WithTestResource(RealStores.class)
class LimitsWiredTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    LoginLimits logins;
    @Inject
    RedisAPI redis;

    @BeforeEach
    void start() {
        assertThat(redis.flushall(List.of()).await().atMost(PATIENCE).toString()).isEqualTo("OK");
    }

    @Test
    void admits_sixty_people_who_arrive_at_one_moment() {
        assertThat(visit()).isEqualTo("admitted");
        List<Uni<LoginAdmission>> people = IntStream.range(0, 60)
                .mapToObj(i -> logins.admit(ClientAddress.parse("203.0.113." + i), "person" + i, false)).toList();
        assertThat(onContext(() -> Uni.join().all(people).andFailFast()).stream().map(LimitsRig::word)).hasSize(60)
                .containsOnly("admitted");
    }

    @Test
    void comes_back_on_the_callers_context_after_a_wait() {
        List<LoginLease> held = IntStream.range(0, 3).mapToObj(i -> LimitsRig.lease(admit())).toList();
        assertThat(onContext(this::returnsToItsContext)).isTrue();
        held.forEach(lease -> LimitsRig.settle(lease.abandoned()));
    }

    @Test
    void is_closed_to_a_challenge_while_redis_does_not_answer_in_time() {
        assertThat(visit()).isEqualTo("admitted");
        assertThat(redis.client(List.of("PAUSE", "1500", "ALL")).await().atMost(PATIENCE).toString()).isEqualTo("OK");
        long asked = System.nanoTime();
        assertThat(onContext(this::returnsToItsContext)).isTrue();
        assertThat(visit()).isEqualTo("challenge due");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(1_400));
        assertThat(within(Duration.ofSeconds(4), () -> visit().equals("admitted"))).isTrue();
    }

    /** A lease that Redis granted too late to be heard of would keep others out until it lapses. */
    @Test
    void leaves_no_lease_behind_when_redis_answered_too_late() {
        assertThat(visit()).isEqualTo("admitted");
        assertThat(redis.client(List.of("PAUSE", "400", "ALL")).await().atMost(PATIENCE).toString()).isEqualTo("OK");
        assertThat(visit()).isEqualTo("challenge due");
        assertThat(within(Duration.ofSeconds(4), () -> visit().equals("admitted"))).isTrue();
        assertThat(redis.keys("signet:{login-failure*").await().atMost(PATIENCE)).isEmpty();
    }

    private String visit() {
        return onContext(() -> logins.admit(HOME, "ann", false).chain(LimitsWiredTest::leave));
    }

    private static Uni<String> leave(LoginAdmission admission) {
        String word = word(admission);
        return admission.fold(LoginLease::abandoned, () -> Uni.createFrom().voidItem(), seconds -> Uni.createFrom().voidItem())
                .replaceWith(word);
    }

    private LoginAdmission admit() {
        return onContext(() -> logins.admit(HOME, "ann", false));
    }

    private Uni<Boolean> returnsToItsContext() {
        Context caller = Vertx.currentContext();
        return logins.admit(HOME, "ann", false).map(admission -> Vertx.currentContext() == caller);
    }
}
