/**
 * Verification codes: challenges that cost a machine something, asked for when attempts run out.
 *
 * <p>
 * A challenge's id is the sealed challenge itself, so that posing one stores nothing and any replica can judge it.
 * Presenting it inserts the id's digest into {@code spent_challenges} before the answer is looked at, so that each
 * serves one try, right or wrong, across all replicas.
 *
 * <p>
 * Example: {@code POST /api/v1/captchas} poses an image to 192.0.2.7 for a login. The id holds, sealed: purpose
 * login, prefix 192.0/16, five minutes, HMAC("K7WM4P"). A login from 192.0.99.1 may present it once; a registration,
 * another network or a later hour may not, and leave no row.
 *
 * <p>
 * Three kinds of provider: {@code image} (a code that a person reads), {@code altcha} (a proof of work) and one
 * remote service of the siteverify shape; while that is away the built-in ones are posed in its place.
 *
 * <p>
 * Serves no route itself ({@code accounts} serves {@code POST /api/v1/captchas}). Knows neither limits nor passwords:
 * that a challenge was solved says nothing about what follows.
 */
package dev.signet.captcha;
