package dev.signet.users;

import static dev.signet.testing.OnEventLoop.await;
import static dev.signet.testing.OnEventLoop.awaitAll;
import static dev.signet.users.IdentifierKind.EMAIL;
import static dev.signet.users.IdentifierKind.PHONE;
import static dev.signet.users.IdentifierKind.USERNAME;
import static dev.signet.users.People.PHC;
import static dev.signet.users.People.email;
import static dev.signet.users.People.outcome;
import static dev.signet.users.People.phone;
import static dev.signet.users.People.registered;
import static dev.signet.users.People.somebody;
import static dev.signet.users.People.somebodyHas;
import static dev.signet.users.People.times;
import static dev.signet.users.People.username;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.signet.testing.RealStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(RealStores.class)
class UsersChangeIdentifiersTest {
    @Inject
    Users users;

    @Inject
    Pool postgres;

    @Test
    void gives_changes_and_takes_away_names() {
        Identifier username = username();
        Identifier email = email();
        Identifier phone = phone();
        Account account = registered(users, username(), phone);

        Account changed = change(account.id(), Map.of(USERNAME, Optional.of(username), EMAIL, Optional.of(email), PHONE,
                Optional.empty())).fold(it -> it, taken -> null, () -> null, () -> null);

        assertThat(changed).isEqualTo(new Account(account.id(), username.display(), email.display(), false, null, false,
                account.createdAt(), UserStatus.ACTIVE));
        assertThat(await(() -> users.account(account.id()))).contains(changed);
        assertThat(await(() -> users.findForSignIn(phone))).isEmpty();
        assertThat(await(() -> users.findForSignIn(email))).isPresent();
    }

    @Test
    void a_changed_email_is_unverified_and_the_same_one_written_otherwise_stays_verified() {
        UUID id = registered(users, email("first@example.com")).id();
        verify(id);

        assertThat(changedTo(id, "First@Example.com")).extracting(Account::email, Account::emailVerified)
                .containsExactly("First@Example.com", true);
        assertThat(changedTo(id, "second@example.com").emailVerified()).isFalse();
        assertThat(changedTo(id, "first@example.com").emailVerified()).isFalse();
    }

    @Test
    void frees_the_name_that_was_let_go() {
        Identifier old = username();
        UUID id = registered(users, old).id();

        assertThat(outcome(change(id, Map.of(USERNAME, Optional.of(username()))))).isEqualTo("changed");

        assertThat(registered(users, old).username()).isEqualTo(old.display());
    }

    @Test
    void changes_nothing_when_one_of_the_names_is_taken() {
        Identifier taken = phone();
        somebodyHas(users, taken);
        Account account = registered(users, username(), email());

        assertThat(outcome(change(account.id(), Map.of(USERNAME, Optional.of(username()), EMAIL, Optional.empty(), PHONE,
                Optional.of(taken))))).isEqualTo("taken: phone");

        assertThat(await(() -> users.account(account.id()))).contains(account);
    }

    @Test
    void leaves_a_person_at_least_one_name() {
        Account account = registered(users, username(), email());

        assertThat(outcome(change(account.id(), Map.of(USERNAME, Optional.empty(), EMAIL, Optional.empty()))))
                .isEqualTo("none left");

        assertThat(await(() -> users.account(account.id()))).contains(account);
        assertThat(outcome(change(account.id(), Map.of()))).isEqualTo("changed");
        assertThat(outcome(change(UUID.randomUUID(), Map.of()))).isEqualTo("absent");
    }

    @Test
    void refuses_both_of_two_who_swap_names_at_once() {
        for (int round = 0; round < 20; round++) {
            Identifier a = username();
            Identifier b = username();
            UUID hasA = registered(users, a).id();
            UUID hasB = registered(users, b).id();

            List<IdentifierChange> outcomes = awaitAll(Stream.of(
                    () -> users.changeIdentifiers(hasA, Map.of(USERNAME, Optional.of(b))),
                    () -> users.changeIdentifiers(hasB, Map.of(USERNAME, Optional.of(a)))));

            assertThat(outcomes).extracting(People::outcome).containsOnly("taken: username");
        }
    }

    @Test
    void never_fails_when_everybody_wants_the_few_same_names() {
        List<List<Identifier>> names = List.of(List.of(username(), username(), username()),
                List.of(email(), email(), email()), List.of(phone(), phone(), phone()));
        List<UUID> people = times(4).map(i -> somebody(users)).toList();
        Random random = new Random(40);
        Set<String> outcomes = new HashSet<>();

        for (int round = 0; round < 30; round++) {
            outcomes.addAll(awaitAll(times(12).map(i -> i % 3 == 0
                    ? registerAndGo(some(names, random))
                    : changeSome(people.get(i % 4), some(names, random)))));
        }

        assertThat(outcomes).contains("registered", "changed", "taken: username", "taken: email", "taken: phone");
    }

    @Test
    void deletes_a_person_with_all_names() {
        Identifier username = username();
        Identifier email = email();
        UUID id = registered(users, username, email).id();

        assertThat(await(() -> users.delete(id))).isTrue();

        assertThat(await(() -> users.account(id))).isEmpty();
        assertThat(await(() -> users.findForSignIn(email))).isEmpty();
        assertThat(registered(users, username, email).id()).isNotEqualTo(id);
    }

    @Test
    void pages_through_people_newest_first_while_others_come() {
        List<UUID> newestFirst = times(5).map(i -> somebody(users))
                .sorted(Comparator.comparing(UUID::toString).reversed()).toList(); // two of one millisecond: by their random bits

        List<Account> first = await(() -> users.accounts(Optional.empty(), 2));
        somebodyHas(users, username());
        List<Account> second = await(() -> users.accounts(Optional.of(first.get(1).id()), 2));
        List<Account> third = await(() -> users.accounts(Optional.of(second.get(1).id()), 1));

        assertThat(Stream.of(first, second, third).flatMap(List::stream)).extracting(Account::id)
                .containsExactlyElementsOf(newestFirst);
        assertThat(await(() -> users.accounts(Optional.of(new UUID(0, 0)), 2))).isEmpty();
    }

    private static Map<IdentifierKind, Optional<Identifier>> some(List<List<Identifier>> names, Random random) {
        Map<IdentifierKind, Optional<Identifier>> some = new EnumMap<>(IdentifierKind.class);
        for (List<Identifier> kind : names) {
            Identifier one = kind.get(random.nextInt(kind.size()));
            if (random.nextInt(4) > 0) {
                some.put(one.kind(), random.nextInt(4) > 0 ? Optional.of(one) : Optional.empty());
            }
        }
        return some;
    }

    private Supplier<Uni<String>> registerAndGo(Map<IdentifierKind, Optional<Identifier>> names) {
        List<Identifier> wanted = names.values().stream().flatMap(Optional::stream).toList();
        return () -> users.register(wanted, PHC).call(this::go).map(People::outcome);
    }

    private Uni<Boolean> go(Registration registration) {
        return registration.fold(account -> users.delete(account.id()), taken -> Uni.createFrom().item(false));
    }

    private Supplier<Uni<String>> changeSome(UUID id, Map<IdentifierKind, Optional<Identifier>> changes) {
        return () -> users.changeIdentifiers(id, changes).map(People::outcome);
    }

    private IdentifierChange change(UUID id, Map<IdentifierKind, Optional<Identifier>> changes) {
        return await(() -> users.changeIdentifiers(id, changes));
    }

    private Account changedTo(UUID id, String email) {
        return change(id, Map.of(EMAIL, Optional.of(email(email)))).fold(it -> it, taken -> null, () -> null, () -> null);
    }

    private void verify(UUID id) {
        Tuple parameters = Tuple.of(id);
        assertThat(await(() -> postgres.preparedQuery("update user_identifiers set verified = true where user_id = $1")
                .execute(parameters)).rowCount()).isEqualTo(1);
    }
}
