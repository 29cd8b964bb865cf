/**
 * The hosted pages: where people sign in and up, agree to what a client may have, type a device's code, and look after their
 * account. They work without scripts, but for the calculation that stands in for a verification code's picture.
 *
 * <p>
 * Routes: {@code /login}, {@code /register}, {@code /consent}, {@code /select-account}, {@code /device}, {@code /account} and
 * what is below it.
 *
 * <p>
 * Meets {@code authorize} by URL only: it is sent here with the {@code handle} of a pending authorization, marks there what the
 * person did, and sends them back to {@code /oauth2/authorize/resume}. Never sends anybody to an address that came with a call.
 * Judges nothing itself: credentials, limits and sign-ups are those of the JSON API.
 */
package dev.signet.login;
