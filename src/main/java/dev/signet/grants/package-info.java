/**
 * The OAuth 2 endpoints that clients call: token, pushed requests, devices, introspection, revocation, registration.
 *
 * <p>
 * Routes: {@code POST /oauth2/token} (RFC 6749 §3.2), {@code POST /oauth2/par} (RFC 9126),
 * {@code POST /oauth2/device_authorization} (RFC 8628), {@code POST /oauth2/introspect} (RFC 7662, RFC 9701),
 * {@code POST /oauth2/revoke} (RFC 7009). One pipeline reads the form, authenticates the client and looks at the key that it
 * shows (RFC 9449, RFC 8705) for all of them, so no grant can forget it; a grant is one class that knows its own parameters
 * only: authorization_code, refresh_token, client_credentials, device_code, token-exchange (RFC 8693).
 *
 * <p>
 * {@code POST /oauth2/register} and {@code GET|PUT|DELETE /oauth2/register/{client_id}} (RFC 7591, RFC 7592) are there only
 * where {@code signet.clients.registration-token} is set. They have Bearer tokens of their own, and no client to prove.
 */
package dev.signet.grants;
