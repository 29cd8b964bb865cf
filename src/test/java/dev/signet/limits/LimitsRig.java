package dev.signet.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.signet.http.ClientAddress;
import dev.signet.sealing.KeyEncryption;
import dev.signet.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

/** The room put together on a real Redis, with a clock that a test holds. */
class LimitsRig {
    static final ClientAddress OFFICE = ClientAddress.parse("192.0.2.7");
    static final ClientAddress HOME = ClientAddress.parse("198.51.100.4");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final SettableClock clock = new SettableClock();
    final LimitPolicies policies = new LimitPolicies(null, null);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LoginLimits logins;
    final RegistrationLimit registrations;
    final ClientFailureLimit clients;
    final DeviceCodeLimit devices;

    LimitsRig(RealRedis redis) {
        Subjects subjects = new Subjects(
                data -> new KeyEncryption("c2l4dGVlbi1ieXRlcy1vci1zby0tdHdpY2UtLWhlcmU=").mac("limits", data));
        Gate gate = new Gate(redis.counters(), clock, redis.vertx().getDelegate(), meters);
        logins = new LoginLimits(policies, subjects, gate);
        registrations = new RegistrationLimit(policies, subjects, gate);
        clients = new ClientFailureLimit(policies, subjects, redis.counters(), clock, meters);
        devices = new DeviceCodeLimit(policies, subjects, gate);
    }

    /** Puts one limit in the place of its built-in one; the others stay built in. */
    void set(Limit... limits) {
        policies.replace(List.of(limits));
    }

    LoginAdmission login(ClientAddress ip, String account) {
        return await(logins.admit(ip, account, false));
    }

    /** @return the lease of an attempt that must have got one */
    LoginLease lease(ClientAddress ip, String account) {
        return lease(login(ip, account));
    }

    static LoginLease lease(LoginAdmission admission) {
        return admission.fold(lease -> lease, () -> {
            throw new AssertionError("a challenge is due");
        }, seconds -> {
            throw new AssertionError("busy");
        });
    }

    static RegistrationLease lease(RegistrationAdmission admission) {
        return admission.fold(lease -> lease, seconds -> {
            throw new AssertionError("refused");
        }, () -> {
            throw new AssertionError("a challenge is due");
        }, seconds -> {
            throw new AssertionError("busy");
        });
    }

    /** @return what an admission is, in a word */
    static String word(LoginAdmission admission) {
        return admission.fold(lease -> "admitted", () -> "challenge due", seconds -> "busy " + seconds);
    }

    static String word(RegistrationAdmission admission) {
        return admission.fold(lease -> "admitted", seconds -> "refused " + seconds, () -> "challenge due",
                seconds -> "busy " + seconds);
    }

    /** Signs in wrongly that many times. */
    void fail(ClientAddress ip, String account, int times) {
        for (int i = 0; i < times; i++) {
            settle(lease(ip, account).failed().replaceWithVoid());
        }
    }

    boolean challengeDue(ClientAddress ip, String account) {
        return await(logins.challengeDue(ip, account));
    }

    double refused(String limit) {
        return meters.counter("signet.limits.refused", "limit", limit).count();
    }

    double away() {
        return meters.counter("signet.limits.away").count();
    }

    static <T> List<T> together(List<Uni<T>> calls) {
        return new ArrayList<>(await(Uni.join().all(calls).andFailFast()));
    }

    static void settle(Uni<Void> settling) {
        assertThat(await(settling)).isNull();
    }

    static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
