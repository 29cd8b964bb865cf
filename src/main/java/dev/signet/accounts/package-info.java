/**
 * The JSON API for people: register, sign in, refresh, sign out, one's own account.
 *
 * <p>
 * Routes: {@code /api/v1/users}, {@code /api/v1/login}, {@code /api/v1/captchas}, {@code /api/v1/token/refresh},
 * {@code /api/v1/token/validate}, {@code /api/v1/logout}, {@code /api/v1/me} and what is below it.
 *
 * <p>
 * Knows how to read a request and to tell an outcome; judges nothing itself.
 */
package dev.signet.accounts;
