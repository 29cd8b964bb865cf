/**
 * The OAuth 2 endpoints that clients call: token, introspection, revocation.
 *
 * <p>
 * Routes: {@code POST /oauth2/token} (RFC 6749 §3.2), {@code POST /oauth2/introspect} (RFC 7662),
 * {@code POST /oauth2/revoke} (RFC 7009). One pipeline reads the form and authenticates the client for all three, so no
 * grant can forget it; a grant is one class that knows its own parameters only.
 */
package dev.signet.grants;
