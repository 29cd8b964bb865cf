package dev.signet.proof;

import java.util.Optional;

/** A verifier as others make it: it knows the JWKS, and keeps it as long as it was told to. */
interface StockVerifier extends AutoCloseable {

    /** @return what it is called, at the front too */
    String name();

    /** @return how long it keeps keys by default, and in the proof's time */
    String caches();

    /** @return why the token is refused; empty where it is accepted */
    Optional<String> refusal(String token);

    @Override
    default void close() {
    }
}
