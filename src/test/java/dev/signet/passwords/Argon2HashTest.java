package dev.signet.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    private static final Argon2Function FUNCTION = new BouncyArgon2();
    private static final byte[] PASSWORD = "correct horse battery staple".getBytes(UTF_8);

    @Test
    void verifies_what_the_reference_implementation_hashed() {
        Argon2Hash reference = Argon2Hash
                .parse("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc").orElseThrow();

        assertThat(reference.matches("password".getBytes(UTF_8), FUNCTION)).isTrue();
        assertThat(reference.matches("Password".getBytes(UTF_8), FUNCTION)).isFalse();
    }

    @Test
    void writes_a_phc_string_that_it_reads_again() {
        String phc = Argon2Hash.of(PASSWORD, CHEAP, FUNCTION).toString();

        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(Argon2Hash.parse(phc)).hasValueSatisfying(h -> assertThat(h.matches(PASSWORD, FUNCTION)).isTrue());
        assertThat(Argon2Hash.parse(phc)).hasToString("Optional[" + phc + "]");
    }

    @Test
    void salts_each_hash_anew() {
        assertThat(Argon2Hash.of(PASSWORD, CHEAP, FUNCTION)).asString()
                .isNotEqualTo(Argon2Hash.of(PASSWORD, CHEAP, FUNCTION).toString());
    }

    @Test
    void the_launchers_hash_has_the_default_cost() {
        assertThat(Argon2id.hash("correct horse battery staple")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "password", "$argon2id$",
            "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$t=1,m=64,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=064,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=64,t=1,p=1,data=AA$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA==$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdB$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO0",
            "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc\n",
    })
    void refuses_what_is_not_exactly_a_phc_string(String phc) {
        assertThat(Argon2Hash.parse(phc)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "m=262145,t=1,p=1", "m=9999999,t=1,p=1", "m=64,t=17,p=1", "m=64,t=1,p=9", "m=8,t=1,p=2",
            "m=7,t=1,p=1" })
    void refuses_a_cost_that_would_exhaust_the_service(String cost) {
        assertThat(Argon2Hash
                .parse("$argon2id$v=19$" + cost + "$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isEmpty();
    }
}
