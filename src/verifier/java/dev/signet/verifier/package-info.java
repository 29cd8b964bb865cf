/**
 * What a resource server (RFC 6750, RFC 9068 §4) adds to verify Signet's access tokens by itself:
 * {@link dev.signet.verifier.TokenVerifier}.
 *
 * <p>
 * Owns the checks of a token, the issuer's keys (JWKS), the knowledge of what was revoked (Token Status List, or the feed of
 * revocations), proofs of possession (DPoP), and the policy for the time when the issuer is away: nothing that the issuer
 * confirmed longer ago than {@code lastKnownGood} is believed. Then the answer is 503, never 401, and never a token that may
 * be revoked.
 *
 * <p>
 * Knows the JDK and jose4j, and nothing of the service: it is compiled by itself and published as the jar with classifier
 * {@code verifier}. No framework either: an adapter is a filter of some ten lines.
 */
package dev.signet.verifier;
