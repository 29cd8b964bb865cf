package dev.signet.users;

import static dev.signet.testing.OnEventLoop.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the tests of the repository share: names nobody else has, and registered people. */
final class People {
    static final String PHC = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Identifiers IDENTIFIERS = Parsing.international();

    private People() {
    }

    static Identifier username() {
        return username("Person" + NEXT.incrementAndGet());
    }

    static Identifier email() {
        return email("Person" + NEXT.incrementAndGet() + "@example.com");
    }

    static Identifier phone() {
        return identifier(IdentifierKind.PHONE, "+49 30 9018" + (1000 + NEXT.incrementAndGet()));
    }

    static Identifier username(String typed) {
        return identifier(IdentifierKind.USERNAME, typed);
    }

    static Identifier email(String typed) {
        return identifier(IdentifierKind.EMAIL, typed);
    }

    static Account registered(Users users, Identifier... names) {
        return await(() -> users.register(List.of(names), PHC)).fold(account -> account, taken -> {
            throw new AssertionError(taken + " is taken");
        });
    }

    static void somebodyHas(Users users, Identifier... names) {
        assertThat(registered(users, names).id()).isNotNull();
    }

    static UUID somebody(Users users) {
        return registered(users, username()).id();
    }

    /** @return the outcome as short text */
    static String outcome(Registration registration) {
        return registration.fold(account -> "registered", taken -> "taken: " + taken.text());
    }

    /** @return the outcome as short text */
    static String outcome(IdentifierChange change) {
        return change.fold(account -> "changed", taken -> "taken: " + taken.text(), () -> "none left", () -> "absent");
    }

    static Stream<Integer> times(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count);
    }

    private static Identifier identifier(IdentifierKind kind, String typed) {
        return Parsing.accepted(IDENTIFIERS.parse(kind, typed)).orElseThrow();
    }
}
