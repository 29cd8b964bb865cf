/**
 * Signing keys, the ring that holds them in memory, and the encryption of what must not be stored in clear.
 *
 * <p>
 * One row of {@code signing_keys} a key: its private part is sealed under the key-encryption key that comes from the
 * environment, so a copy of the database signs nothing. The first start makes, under a lock that all replicas share,
 * one ACTIVE RSA key and one NEXT, and one refresh MAC key; every start loads them. A key-encryption key that does not
 * open them is a refusal to start, never a reason to make new ones.
 *
 * <p>
 * PS256, ES256 and EdDSA keys are made when the first client asks for them, ACTIVE and NEXT at once. A key is of one
 * algorithm: a verifier takes it from the key, never from a token.
 *
 * <p>
 * Example: two replicas start on an empty database. Both ask for the lock "keys"; the first finds no row, inserts
 * three and commits; the second then finds three and inserts none. Both load the same ring and sign under the same
 * {@code kid}.
 *
 * <p>
 * Serves no route ({@code oidc} serves the public part). Knows nothing of tokens, people or clients.
 */
package dev.signet.keys;
