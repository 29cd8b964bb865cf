/**
 * The OAuth 2 endpoints that clients call: token, introspection, revocation, registration.
 *
 * <p>
 * Routes: {@code POST /oauth2/token} (RFC 6749 §3.2), {@code POST /oauth2/introspect} (RFC 7662),
 * {@code POST /oauth2/revoke} (RFC 7009). One pipeline reads the form and authenticates the client for all three, so no
 * grant can forget it; a grant is one class that knows its own parameters only.
 *
 * <p>
 * {@code POST /oauth2/register} and {@code GET|PUT|DELETE /oauth2/register/{client_id}} (RFC 7591, RFC 7592) are there only
 * where {@code signet.clients.registration-token} is set. They have Bearer tokens of their own, and no client to prove.
 */
package dev.signet.grants;
