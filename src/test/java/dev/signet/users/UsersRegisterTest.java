package dev.signet.users;

import static dev.signet.testing.OnEventLoop.await;
import static dev.signet.testing.OnEventLoop.awaitAll;
import static dev.signet.users.People.PHC;
import static dev.signet.users.People.email;
import static dev.signet.users.People.outcome;
import static dev.signet.users.People.phone;
import static dev.signet.users.People.registered;
import static dev.signet.users.People.somebodyHas;
import static dev.signet.users.People.times;
import static dev.signet.users.People.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.signet.testing.RealStores;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(RealStores.class)
class UsersRegisterTest {
    @Inject
    Users users;

    @Test
    void registers_a_person_under_all_three_names() {
        Identifier username = username();
        Identifier email = email();
        Identifier phone = phone();

        Account account = registered(users, phone, username, email);

        assertThat(account).usingRecursiveComparison().ignoringFields("id", "createdAt")
                .isEqualTo(new Account(null, username.display(), email.display(), false, phone.value(), false, null,
                        UserStatus.ACTIVE));
        assertThat(account.id().version()).isEqualTo(7);
        assertThat(account.createdAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(await(() -> users.account(account.id()))).contains(account);
    }

    @Test
    void registers_a_person_under_one_name() {
        Account account = registered(users, email());

        assertThat(account.username()).isNull();
        assertThat(account.phone()).isNull();
        assertThat(account.phoneVerified()).isFalse();
    }

    @Test
    void refuses_a_name_that_differs_in_case_only() {
        somebodyHas(users, username("Taken"), email("Taken@Example.com"));

        assertThat(outcome(register(username("TAKEN")))).isEqualTo("taken: username");
        assertThat(outcome(register(username(), email("taken@EXAMPLE.com")))).isEqualTo("taken: email");
    }

    @Test
    void lets_one_of_fifty_have_a_name_that_all_want_at_once() {
        Identifier wanted = username();
        Identifier email = email();

        List<Registration> outcomes = awaitAll(times(50).map(i -> () -> users.register(List.of(email, wanted), PHC)));

        assertThat(outcomes).extracting(People::outcome).containsOnlyOnce("registered");
        assertThat(outcomes).extracting(People::outcome).filteredOn(o -> o.equals("taken: username")).hasSize(49);
    }

    @Test
    void tells_which_name_is_taken_when_many_race_crosswise() {
        for (int round = 0; round < 10; round++) {
            List<Identifier> names = List.of(username(), email(), phone());
            List<Identifier> reversed = List.of(names.get(2), names.get(1), names.get(0));
            List<Identifier> rotated = List.of(names.get(1), names.get(2), username());

            List<Registration> outcomes = awaitAll(times(18)
                    .map(i -> () -> users.register(List.of(names, reversed, rotated).get(i % 3), PHC)));

            assertThat(outcomes).extracting(People::outcome).containsOnlyOnce("registered")
                    .allMatch(o -> o.equals("registered") || o.startsWith("taken: "));
        }
    }

    @Test
    void leaves_nothing_behind_of_a_refused_registration() {
        Identifier taken = phone();
        Identifier free = username();
        somebodyHas(users, taken);
        long before = countUsers();

        assertThat(outcome(register(free, taken))).isEqualTo("taken: phone");

        assertThat(countUsers()).isEqualTo(before);
        assertThat(outcome(register(free))).isEqualTo("registered");
    }

    @Test
    void joins_the_callers_transaction_and_takes_it_back_on_a_refusal() {
        Identifier taken = email();
        Identifier earlier = username();
        somebodyHas(users, taken);

        Registration outcome = await(() -> Panache.withTransaction(() -> users.register(List.of(earlier), PHC)
                .chain(() -> users.register(List.of(taken), PHC))));

        assertThat(outcome(outcome)).isEqualTo("taken: email");
        assertThat(await(() -> users.findForSignIn(earlier))).isEmpty();
    }

    @Test
    void keeps_nothing_when_the_caller_fails_afterwards() {
        Identifier name = username();

        assertThatThrownBy(() -> await(() -> Panache.withTransaction(() -> users.register(List.of(name), PHC)
                .onItem().failWith(() -> new IllegalStateException("afterwards"))))).hasMessage("afterwards");

        assertThat(await(() -> users.findForSignIn(name))).isEmpty();
    }

    private Registration register(Identifier... names) {
        return await(() -> users.register(List.of(names), PHC));
    }

    private long countUsers() {
        return await(() -> Panache.withSession(users::count));
    }
}
