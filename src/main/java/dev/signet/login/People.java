package dev.signet.login;

import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.users.Account;
import dev.signet.users.Users;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;

/** Whom a page speaks to. */
@ApplicationScoped
class People {
    private final Users users;

    People(Users users) {
        this.users = users;
    }

    /** @return the account of somebody who is signed in; fails when it went in this very moment */
    Uni<Account> account(UUID person) {
        return users.account(person).map(found -> found.orElseThrow(UnauthorizedException::new));
    }

    /** @return the name that the person knows themselves by */
    Uni<String> name(UUID person) {
        return account(person).map(People::name);
    }

    static String name(Account account) {
        return Stream.of(account.username(), account.email(), account.phone()).filter(name -> name != null).findFirst()
                .orElse(account.id().toString());
    }
}
