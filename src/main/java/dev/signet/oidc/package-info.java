/**
 * What OpenID Connect adds: the discovery document and the keys, UserInfo, and signing out.
 *
 * <p>
 * Routes: {@code /.well-known/openid-configuration}, {@code /.well-known/oauth-authorization-server} (RFC 8414),
 * {@code /.well-known/jwks.json} (RFC 7517 §5), which answer from memory, whatever store is away; {@code /oauth2/userinfo}
 * (OpenID Connect Core 1.0 §5.3); {@code /oauth2/logout} (RP-Initiated Logout 1.0), {@code /oauth2/logout/confirm},
 * {@code /signed-out}.
 *
 * <p>
 * Clients with a {@code backchannel_logout_uri} are told that a sign-in ended (Back-Channel Logout 1.0): the notices are rows
 * in
 * Postgres, written by whatever ended the sign-in, and {@link dev.signet.oidc.LogoutDeliveries} delivers them until they are
 * taken.
 */
package dev.signet.oidc;
