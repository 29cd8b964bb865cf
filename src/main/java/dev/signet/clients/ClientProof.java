package dev.signet.clients;

import java.util.Optional;
import java.util.function.Function;

/** What a client brings to say who it is (RFC 6749 §2.3): exactly one of these. Nothing of it is believed yet. */
public sealed interface ClientProof {

    /** @return whom it claims to be */
    String clientId();

    <R> R fold(Cases<R> cases);

    /**
     * What to do with each kind.
     *
     * @param secret is given {@code client_secret_basic} or {@code client_secret_post}
     * @param assertion is given {@code private_key_jwt} or {@code client_secret_jwt}
     * @param name is given a {@code client_id} alone: a public client, or one whose certificate speaks for it
     * @param workload is given what somebody else says of the client
     */
    record Cases<R>(Function<Secret, R> secret, Function<Assertion, R> assertion, Function<Name, R> name,
            Function<Workload, R> workload) {
    }

    /** RFC 6749 §2.3.1. */
    record Secret(String clientId, String secret) implements ClientProof {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.secret().apply(this);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Secret[" + clientId + "]";
        }
    }

    /** RFC 7521 §4.2, made by the client itself: its {@code iss} is its {@code sub} (RFC 7523 §3). */
    record Assertion(String clientId, SignedJwt jwt) implements ClientProof {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.assertion().apply(this);
        }
    }

    /** RFC 6749 §2.1, RFC 8705 §2. */
    record Name(String clientId) implements ClientProof {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.name().apply(this);
        }
    }

    /**
     * RFC 7521 §4.2, made by the issuer of the cluster that the client runs in; its {@code sub} is not a {@code client_id}.
     *
     * @param clientId the {@code client_id} of the request, else the {@code sub}
     * @param named the {@code client_id} of the request
     */
    record Workload(String clientId, Optional<String> named, SignedJwt jwt) implements ClientProof {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.workload().apply(this);
        }

        /** @return whether it claims to be made by that issuer */
        public boolean isBy(String issuer) {
            return jwt.claim("iss").filter(issuer::equals).isPresent();
        }
    }

    /**
     * @param assertion the parameter {@code client_assertion}
     * @param named the parameter {@code client_id}
     * @return a JWT that claims to be of its {@code sub} (RFC 7523 §3 item 2), or of whom somebody else knows by that; empty
     *         when it can't be read
     */
    static Optional<ClientProof> assertion(String assertion, Optional<String> named) {
        return workload(assertion, named).map(workload -> {
            String sub = workload.jwt().claim("sub").orElseThrow();
            return workload.isBy(sub) ? new Assertion(sub, workload.jwt()) : workload;
        });
    }

    /**
     * @param token the parameter {@code subject_token}
     * @param named the parameter {@code client_id}
     * @return a JWT that somebody else made of the client; empty when it can't be read
     */
    static Optional<Workload> workload(String token, Optional<String> named) {
        return SignedJwt.read(token)
                .flatMap(jwt -> jwt.claim("sub").map(sub -> new Workload(named.orElse(sub), named, jwt)));
    }
}
