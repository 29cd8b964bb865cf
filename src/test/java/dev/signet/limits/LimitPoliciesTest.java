package dev.signet.limits;

import static dev.signet.limits.Asking.onContext;
import static dev.signet.limits.Asking.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.errors.ProblemException;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/** On the real table, followed by the real poll. */
@QuarkusTest
@WithTestResource(RealStores.class)
class LimitPoliciesTest {
    private static final Limit DISABLED = new Limit("registration", false, 1, 1000, Subject.IP, Action.CAPTCHA);
    private static final Supplier<Uni<Void>> ALONE = () -> Uni.createFrom().voidItem();
    private static final Duration EVERYWHERE = Duration.ofSeconds(5);

    @Inject
    LimitPolicies policies;
    @Inject
    Pool postgres;

    @BeforeEach
    void start() {
        for (KnownLimit known : KnownLimit.values()) {
            assertThat(onContext(() -> policies.put(known.builtIn(), ALONE))).isEqualTo(known.builtIn());
        }
    }

    @Test
    void are_those_of_the_schema_until_an_operator_changes_them() {
        assertThat(policies.all()).containsExactly(KnownLimit.REGISTRATION.builtIn(), KnownLimit.LOGIN_FAILURE.builtIn(),
                KnownLimit.LOGIN_FAILURE_ACCOUNT.builtIn(), KnownLimit.CLIENT_FAILURE.builtIn(),
                KnownLimit.DEVICE_CODE_FAILURE.builtIn());
        assertThat(row("client-failure")).isEqualTo("true 300 10 ip refuse");
        assertThat(row("device-code-failure")).isEqualTo("true 300 10 ip refuse");
        assertThat(row("login-failure-account")).isEqualTo("true 3600 10 account captcha");
        assertThat(policies.find("password-reset")).isEmpty();
    }

    @Test
    void persist_a_change_and_obey_it_at_once() {
        assertThat(onContext(() -> policies.put(DISABLED, ALONE))).isEqualTo(DISABLED);
        assertThat(policies.find("registration")).hasValue(DISABLED);
        assertThat(row("registration")).isEqualTo("false 1 1000 ip captcha");
        assertThat(row("login-failure")).isEqualTo("true 300 3 ip captcha");
    }

    @Test
    void note_when_they_were_changed_by_the_clock_of_the_database() {
        execute("update limit_policies set updated_at = 'epoch'");
        assertThat(onContext(() -> policies.put(DISABLED, ALONE))).isEqualTo(DISABLED);
        assertThat(sql("select now() - updated_at < interval '10 s' as moved from limit_policies where name = 'registration'")
                .getBoolean("moved")).isTrue();
    }

    @Test
    void follow_another_replicas_change_within_five_seconds() {
        execute("update limit_policies set threshold = 7 where name = 'login-failure'");
        assertThat(within(EVERYWHERE, () -> policies.get(KnownLimit.LOGIN_FAILURE).threshold() == 7)).isTrue();
    }

    @Test
    void stay_as_they_are_for_a_limit_that_makes_no_sense() {
        Limit year = new Limit("login-failure", true, 31_536_000, 0, Subject.IP, Action.CAPTCHA);
        assertThatThrownBy(() -> onContext(() -> policies.put(year, ALONE)))
                .isInstanceOfSatisfying(ProblemException.class,
                        refusal -> assertThat(refusal.problem().members().toString()).contains("window_seconds", "threshold"));
        assertThat(row("login-failure")).isEqualTo("true 300 3 ip captcha");
    }

    @Test
    void keep_the_last_copy_while_the_table_cannot_be_read() {
        assertThat(onContext(() -> policies.put(DISABLED, ALONE))).isEqualTo(DISABLED);
        execute("alter table limit_policies rename to out_of_reach");
        try {
            policies.start(new StartupEvent());
            assertThat(policies.find("registration")).hasValue(DISABLED);
        } finally {
            execute("alter table out_of_reach rename to limit_policies");
        }
    }

    @Test
    void hold_the_built_in_limit_for_a_row_that_makes_no_sense() {
        execute("update limit_policies set subject = 'account', threshold = 9 where name = 'registration'");
        execute("update limit_policies set threshold = 8 where name = 'login-failure'");
        assertThat(within(EVERYWHERE, () -> policies.get(KnownLimit.LOGIN_FAILURE).threshold() == 8)).isTrue();
        assertThat(policies.find("registration")).hasValue(KnownLimit.REGISTRATION.builtIn());
    }

    @Test
    void are_put_back_when_a_row_was_lost() {
        execute("delete from limit_policies where name = 'registration'");
        assertThat(onContext(() -> policies.put(DISABLED, ALONE))).isEqualTo(DISABLED);
        assertThat(row("registration")).isEqualTo("false 1 1000 ip captcha");
    }

    private String row(String name) {
        Row row = sql("select * from limit_policies where name = '" + name + "'");
        return "%s %s %s %s %s".formatted(row.getBoolean("enabled"), row.getInteger("window_seconds"),
                row.getInteger("threshold"), row.getString("subject"), row.getString("action"));
    }

    private void execute(String statement) {
        assertThat(postgres.query(statement).execute().await().atMost(EVERYWHERE)).isNotNull();
    }

    private Row sql(String statement) {
        return postgres.query(statement).execute().await().atMost(EVERYWHERE).iterator().next();
    }
}
