/**
 * What a verifier reads without a secret: the discovery document and the JWKS.
 *
 * <p>
 * Routes: {@code /.well-known/openid-configuration}, {@code /.well-known/oauth-authorization-server} (RFC 8414),
 * {@code /.well-known/jwks.json} (RFC 7517 §5). Both answer from memory, whatever store is away.
 */
package dev.signet.oidc;
