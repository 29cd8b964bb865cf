/**
 * The authorization endpoint: a browser comes with a client's request and leaves with a code (RFC 6749 §4.1, OpenID Connect
 * Core 1.0 §3.1.2, RFC 7636, RFC 9126 §4, RFC 9207).
 *
 * <p>
 * Routes: {@code GET|POST /oauth2/authorize}, {@code GET /oauth2/authorize/resume}. Until client and redirect URI are proven
 * nobody is redirected: whoever looks at the screen is told. What the person still has to do is one question
 * ({@link dev.signet.authorize.NextStep}); the pages that ask for it are {@code login}'s and are met by URL.
 *
 * <p>
 * Knows no password and no token: a code is all that it gives.
 */
package dev.signet.authorize;
