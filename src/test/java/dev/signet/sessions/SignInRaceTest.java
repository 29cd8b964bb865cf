package dev.signet.sessions;

import static dev.signet.testing.OnEventLoop.after;
import static dev.signet.testing.OnEventLoop.await;
import static dev.signet.testing.OnEventLoop.begin;
import static dev.signet.testing.OnEventLoop.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.local.Await;
import dev.signet.stores.UuidV7;
import dev.signet.testing.Person;
import dev.signet.testing.RealStores;
import dev.signet.users.Identifier;
import dev.signet.users.IdentifierKind;
import dev.signet.users.Users;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Nothing slips between judging a password and opening the sign-in. */
@QuarkusTest
@QuarkusTestResource(RealStores.class)
class SignInRaceTest {
    private static final String WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Inject
    Users users;

    @Inject
    RefreshFamilies families;

    @Inject
    Clients clients;

    @Inject
    Pool postgres;

    private UUID person;
    private Client client;

    @BeforeEach
    void register() {
        String name = Person.unique();
        person = await(() -> users.register(List.of(new Identifier(IdentifierKind.USERNAME, name, name)), "a hash"))
                .fold(account -> account.id(), taken -> null);
        client = await(() -> clients.find("signet")).orElseThrow();
    }

    @AfterEach
    void stop() {
        assertThat(threads.shutdownNow()).isEmpty();
    }

    @Test
    void opens_while_nothing_changes() {
        assertThat(await(this::signIn)).isTrue();
    }

    @Test
    void waits_for_disabling_and_is_refused() {
        assertThat(signInDuring(() -> users.disable(person))).isFalse();
    }

    @Test
    void waits_for_a_new_password_and_is_refused() {
        assertThat(signInDuring(() -> users.changePassword(person, 0, "another hash"))).isFalse();
    }

    @Test
    void waits_for_deletion_and_is_refused() {
        assertThat(signInDuring(() -> users.delete(person))).isFalse();
    }

    @Test
    void waits_for_a_lock_and_goes_on() {
        assertThat(signInDuring(() -> users.lock(person))).isTrue();
    }

    private Uni<Boolean> signIn() {
        RefreshToken first = RefreshToken.first(UuidV7.at(Instant.now()));
        return families.open(new SignIn(Authentication.byPassword(person, 0, Instant.now()), client,
                new Access("signet:account", List.of("us")), new Visitor("127.0.0.1", null)), first, Optional.empty());
    }

    /** @return what the sign-in came to, after it was seen waiting for the change's transaction */
    private boolean signInDuring(Supplier<Uni<Boolean>> change) {
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        CompletableFuture<Boolean> holding = new CompletableFuture<>();
        Future<Boolean> changing = begin(threads, () -> heldOpen(() -> change.get().invoke(holding::complete), gate));
        assertThat(join(holding)).isTrue();
        Future<Boolean> signingIn = begin(threads, this::signIn);
        Await.until(Duration.ofSeconds(10), "the sign-in to wait", () -> signingIn.isDone() || waiting() == 1);
        assertThat(signingIn).isNotDone();
        gate.complete(true);
        assertThat(join(changing)).isTrue();
        return join(signingIn);
    }

    private static Uni<Boolean> heldOpen(Supplier<Uni<Boolean>> work, CompletableFuture<Boolean> gate) {
        return Panache.withTransaction(() -> work.get().call(() -> after(gate)));
    }

    private long waiting() {
        return await(() -> postgres.query(WAITING).execute()).iterator().next().getLong(0);
    }
}
