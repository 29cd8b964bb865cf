package dev.signet.clients;

import java.util.Optional;
import java.util.function.Function;

/** What a client brings to say who it is (RFC 6749 §2.3): exactly one of these. Nothing of it is believed yet. */
public sealed interface ClientProof {

    /** @return whom it claims to be */
    String clientId();

    /**
     * @param secret is given {@code client_secret_basic} or {@code client_secret_post}
     * @param assertion is given {@code private_key_jwt} or {@code client_secret_jwt}
     * @param name is given a {@code client_id} alone: a public client, or one whose certificate speaks for it
     */
    <R> R fold(Function<Secret, R> secret, Function<Assertion, R> assertion, Function<Name, R> name);

    /** RFC 6749 §2.3.1. */
    record Secret(String clientId, String secret) implements ClientProof {
        @Override
        public <R> R fold(Function<Secret, R> secret, Function<Assertion, R> assertion, Function<Name, R> name) {
            return secret.apply(this);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Secret[" + clientId + "]";
        }
    }

    /** RFC 7521 §4.2. */
    record Assertion(String clientId, SignedJwt jwt) implements ClientProof {
        @Override
        public <R> R fold(Function<Secret, R> secret, Function<Assertion, R> assertion, Function<Name, R> name) {
            return assertion.apply(this);
        }
    }

    /** RFC 6749 §2.1, RFC 8705 §2. */
    record Name(String clientId) implements ClientProof {
        @Override
        public <R> R fold(Function<Secret, R> secret, Function<Assertion, R> assertion, Function<Name, R> name) {
            return name.apply(this);
        }
    }

    /**
     * @param assertion the parameter {@code client_assertion}
     * @return a JWT that claims to be of its {@code sub} (RFC 7523 §3 item 2); empty when it can't be read
     */
    static Optional<ClientProof> assertion(String assertion) {
        return SignedJwt.read(assertion)
                .flatMap(jwt -> jwt.claim("sub").map(sub -> new Assertion(sub, jwt)));
    }
}
