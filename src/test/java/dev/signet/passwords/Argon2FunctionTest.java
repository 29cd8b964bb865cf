package dev.signet.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.jna.Platform;
import com.sun.jna.Pointer;

import dev.signet.errors.UnavailableException;

/** Whoever computes it, a password, a salt and a cost have one tag; and native code is trusted only where it computes that. */
class Argon2FunctionTest {
    private static final Argon2Function BOUNCY = new BouncyArgon2();
    private static final Argon2Function FASTEST = FastestArgon2.get();
    static final List<Argon2Function> ALL = List.of(BOUNCY, FASTEST);
    /** The reference implementation's, of "password". */
    private static final String REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    /** libsodium without memory, or with a processor that computes something else. */
    private record Broken(int outcome) implements Sodium {
        @Override
        public int sodium_init() {
            return 0;
        }

        @Override
        public String sodium_version_string() {
            return "of a test";
        }

        @Override
        public int crypto_pwhash(Pointer out, long outlen, Pointer passwd, long passwdlen, Pointer salt, long opslimit,
                long memlimit, int alg) {
            return outcome;
        }
    }

    private static Argon2Function broken(int outcome) {
        return new SodiumArgon2(new Broken(outcome), BOUNCY);
    }

    @Test
    void is_native_on_the_platforms_that_are_served() {
        assumeTrue(
                List.of("linux-x86-64", "linux-aarch64", "darwin-x86-64", "darwin-aarch64").contains(Platform.RESOURCE_PREFIX));

        assertThat(FASTEST).isInstanceOf(SodiumArgon2.class).asString().startsWith("libsodium 1.");
    }

    static Stream<byte[]> passwords() {
        return Stream
                .of("", "x", "correct horse battery staple", "nul \u0000 within", "w\u00f6rter \ud83d\udd11", "x".repeat(512))
                .map(p -> p.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void one_password_has_one_phc_string(byte[] password) {
        Argon2Function sameSalt = (p, salt, cost, length) -> {
            byte[] tag = BOUNCY.tag(p, salt, cost, length);
            assertThat(FASTEST.tag(p, salt, cost, length)).isEqualTo(tag);
            return tag;
        };
        String phc = Argon2Hash.of(password, Argon2Cost.DEFAULT, sameSalt).toString();

        assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(ALL).allMatch(function -> Argon2Hash.parse(phc).orElseThrow().matches(password, function));
        assertThat(ALL).noneMatch(function -> Argon2Hash.parse(phc).orElseThrow().matches("other".getBytes(UTF_8), function));
    }

    /** Lanes, salts and tags of other software, and the least and odd costs: some of them libsodium can't compute. */
    @ParameterizedTest
    @ValueSource(strings = { "8 1 1 16 32", "13 1 1 16 16", "64 16 1 16 64", "1021 3 1 16 24", "64 2 1 8 32", "64 1 1 17 32",
            "64 1 1 64 33", "64 2 4 16 32", "128 3 8 12 48" })
    void they_agree_on_each_cost_salt_and_length(String parameters) {
        int[] n = Stream.of(parameters.split(" ")).mapToInt(Integer::parseInt).toArray();
        byte[] password = "password".getBytes(UTF_8);
        byte[] salt = "s".repeat(n[3]).getBytes(UTF_8);
        Argon2Cost cost = new Argon2Cost(n[0], n[1], n[2]);

        assertThat(FASTEST.tag(password, salt, cost, n[4])).hasSize(n[4]).isEqualTo(BOUNCY.tag(password, salt, cost, n[4]));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void verifies_what_the_reference_implementation_hashed(Argon2Function function) {
        Argon2Hash reference = Argon2Hash.parse(REFERENCE).orElseThrow();

        assertThat(reference.matches("password".getBytes(UTF_8), function)).isTrue();
        assertThat(reference.matches("Password".getBytes(UTF_8), function)).isFalse();
        assertThat(FastestArgon2.prove(function)).contains(function);
    }

    @Test
    void is_not_taken_where_its_answer_is_wrong() {
        assertThat(FastestArgon2.prove(broken(0))).isEmpty();
    }

    @Test
    void without_memory_nobody_learns_that_a_password_is_wrong() {
        Argon2Hash stored = Argon2Hash.nobodys(Argon2Cost.DEFAULT);

        assertThatThrownBy(() -> stored.matches(new byte[12], broken(-1))).isInstanceOf(UnavailableException.class);
    }

    @Test
    void what_the_library_refuses_is_unavailable_and_it_goes_on() {
        assumeTrue(FASTEST instanceof SodiumArgon2);
        Argon2Hash nobodys = Argon2Hash.nobodys(Argon2Cost.DEFAULT);

        assertThatThrownBy(() -> FASTEST.tag(new byte[12], new byte[16], Argon2Cost.DEFAULT, 15))
                .isInstanceOf(UnavailableException.class);
        assertThat(nobodys.matches(new byte[12], FASTEST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no/such/libsodium.so", "application.properties", "arm64/libsodium.so" })
    void is_not_taken_where_it_does_not_load(String resource) {
        assumeTrue(!Platform.isARM());

        assertThat(FastestArgon2.load(resource)).isEqualTo(Optional.empty());
    }
}
