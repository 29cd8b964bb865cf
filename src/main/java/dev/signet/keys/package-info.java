/**
 * Signing keys, the ring that holds them in memory, and their rotation.
 *
 * <p>
 * One row of {@code signing_keys} a key: its private part is sealed ({@code sealing}), so a copy of the database signs nothing.
 * The first start makes, under a lock that all replicas share,
 * one ACTIVE RSA key and one NEXT, and one refresh MAC key; every start loads them. A key-encryption key that does not
 * open them is a refusal to start, never a reason to make new ones.
 *
 * <p>
 * PS256, ES256 and EdDSA keys are made when the first client asks for them, ACTIVE and NEXT at once. A key is of one
 * algorithm: a verifier takes it from the key, never from a token. A key's name is its RFC 7638 thumbprint.
 *
 * <p>
 * Example of a rotation, with the settings' defaults. K1 signs since 1 January, K2 is NEXT. On 1 April, 90 days later, some
 * replica looks ({@link dev.signet.keys.KeyRotation}, every 2 s), finds K2 due and makes K3, an RSA key, outside of any
 * transaction. Then it takes the lock "keys", looks again, and in one transaction K1 becomes RETIRED, K2 ACTIVE, K3 NEXT.
 * Whoever waited for the lock finds nothing due. Within 5 s every replica has read the table again and signs with K2, which
 * verifiers know: it stood in the JWKS for 90 days, and never for less than {@code publish-ahead}, 2 h. K1 stays in the JWKS
 * for 15 min 40 s: a token's life and the skew, 5 min 30 s; the 10 min for which a replica that has lost Postgres signs on;
 * and 10 s in which the others hear of it. Then its row is deleted; its public part is kept for as long as a sign-in can live,
 * for ID tokens that come back as hints ({@link dev.signet.keys.FormerKeys}).
 *
 * <p>
 * An operator who wants it sooner asks, and K2 takes over at once if it is ripe, published for 2 h; else its
 * {@code active_from} says when it will, and the next look after that does it. Who asks twice, or at two replicas at
 * once, has asked once.
 *
 * <p>
 * Example of an emergency. K1 is stolen. {@link dev.signet.keys.KeyRevocation} makes K4, deletes K1's row, inserts K4 as
 * ACTIVE and has all that K1 signed revoked, in one transaction. K2 stays NEXT and does not jump the queue: it lay beside
 * K1. A verifier that keeps the JWKS and nothing else goes on trusting K1 until its copy is too old.
 *
 * <p>
 * An algorithm that no client uses any more loses its NEXT key first, and its ACTIVE one {@code publish-ahead} later.
 * Meanwhile a missing NEXT key sends whoever registers a client for it to the lock, where it is made again.
 *
 * <p>
 * Only the database's clock decides. Refresh MAC keys do not rotate: they are kept for as long as a sign-in can live.
 * Serves no route ({@code oidc} serves the public part, {@code admin} the operators'). Knows nothing of tokens, people or
 * clients, but reads the columns of {@code clients} that name algorithms.
 */
package dev.signet.keys;
