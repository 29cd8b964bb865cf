/**
 * What becomes of a password: whether it may be chosen, how it is hashed, whether one matches a stored hash.
 *
 * <p>
 * Hashes are Argon2id PHC strings. Hashing runs on its own threads behind a queue that is bounded by how long the
 * last in it would wait, so that a storm of sign-ins is shed here and never delays a call that hashes nothing.
 *
 * <p>
 * Example: 2 threads, 30 ms a hash, 3 s of patience: about 200 may wait; the next is told to come back in 4 seconds.
 *
 * <p>
 * libsodium computes where it loads, Bouncy Castle elsewhere and what libsodium can't; both give the same tag.
 *
 * <p>
 * Serves no route. Knows no person, no identifier kind and no store: its caller loads and keeps the PHC string.
 */
package dev.signet.passwords;
