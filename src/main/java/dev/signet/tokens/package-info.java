/**
 * The only mint and the only verifier of JWTs, and the issuer they name.
 *
 * <p>
 * An access token is a JWT with {@code typ: at+jwt} (RFC 9068), or {@code JWT} where the client asks for that, signed with
 * the ring's ACTIVE key of the client's algorithm; no row is kept of it. An ID token has no {@code client_id}: that tells the
 * two apart. With HS256 the client's own secret signs; only introspection by that client takes such an access token.
 * Verifying takes key and algorithm from the ring by {@code kid}, then asks the revocation view. A bearer call meets the
 * same verifier through SmallRye JWT ({@link dev.signet.tokens.BearerTokens}), and {@code token/validate} and
 * introspection call it directly.
 *
 * <p>
 * Serves no route. Knows no person and no client beyond the names it puts into a token.
 */
package dev.signet.tokens;
