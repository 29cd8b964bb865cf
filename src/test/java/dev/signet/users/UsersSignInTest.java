package dev.signet.users;

import static dev.signet.testing.OnEventLoop.await;
import static dev.signet.users.People.PHC;
import static dev.signet.users.People.email;
import static dev.signet.users.People.phone;
import static dev.signet.users.People.registered;
import static dev.signet.users.People.somebody;
import static dev.signet.users.People.username;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.signet.testing.RealStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(RealStores.class)
class UsersSignInTest {
    @Inject
    Users users;

    @Inject
    Identifiers identifiers;

    @Test
    void finds_a_person_by_any_name_however_it_is_written() {
        Identifier username = username();
        Identifier email = email();
        Identifier phone = phone();
        SignInRecord expected = new SignInRecord(registered(users, username, email, phone).id(), true, 0, PHC);

        assertThat(await(() -> users.findForSignIn(identifiers.guess(username.display().toUpperCase())))).contains(expected);
        assertThat(await(() -> users.findForSignIn(identifiers.guess(email.display().toLowerCase())))).contains(expected);
        assertThat(await(() -> users.findForSignIn(identifiers.guess(phone.value().replace("+49", "+49 ")))))
                .contains(expected);
        assertThat(await(() -> users.findForSignIn(expected.userId()))).contains(expected);
    }

    @Test
    void finds_nobody_under_a_name_that_nobody_has() {
        for (String typed : new String[] { "nobody-here", "nobody@example.com", "+4930901820", "\u0000", "\ud800", "", "a b",
                "%" }) {
            assertThat(await(() -> users.findForSignIn(identifiers.guess(typed)))).as(typed).isEmpty();
        }
        assertThat(await(() -> users.findForSignIn(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void does_not_print_the_hash() {
        assertThat(new SignInRecord(UUID.randomUUID(), true, 0, PHC)).asString().doesNotContain("argon2");
    }

    @Test
    void tells_that_a_person_is_disabled_and_enabled_again() {
        UUID id = somebody(users);

        assertThat(await(() -> users.disable(id))).isTrue();
        assertThat(await(() -> users.findForSignIn(id)).orElseThrow().active()).isFalse();
        assertThat(await(() -> users.account(id)).orElseThrow().status()).isEqualTo(UserStatus.DISABLED);

        assertThat(await(() -> users.enable(id))).isTrue();
        assertThat(await(() -> users.findForSignIn(id)).orElseThrow().active()).isTrue();
    }

    @Test
    void changes_a_password_only_from_the_version_it_was_judged_under() {
        UUID id = somebody(users);

        assertThat(await(() -> users.changePassword(id, 0, "second"))).isTrue();
        assertThat(await(() -> users.changePassword(id, 0, "third"))).isFalse();

        assertThat(await(() -> users.findForSignIn(id))).contains(new SignInRecord(id, true, 1, "second"));
    }

    @Test
    void rehashes_without_a_new_version_and_only_the_hash_it_knew() {
        UUID id = somebody(users);

        assertThat(await(() -> users.rehash(id, PHC, "rehashed"))).isTrue();
        assertThat(await(() -> users.rehash(id, PHC, "late"))).isFalse();

        assertThat(await(() -> users.findForSignIn(id))).contains(new SignInRecord(id, true, 0, "rehashed"));
    }

    @Test
    void answers_false_for_a_person_who_is_not_there() {
        UUID nobody = UUID.randomUUID();

        assertThat(await(() -> users.disable(nobody))).isFalse();
        assertThat(await(() -> users.enable(nobody))).isFalse();
        assertThat(await(() -> users.delete(nobody))).isFalse();
        assertThat(await(() -> users.lock(nobody))).isFalse();
        assertThat(await(() -> users.changePassword(nobody, 0, PHC))).isFalse();
        assertThat(await(() -> users.rehash(nobody, PHC, PHC))).isFalse();
    }
}
