/**
 * The two shapes of a refusal and what turns every failure into one of them: RFC 6749 §5.2 JSON below {@code /oauth2/},
 * RFC 9457 {@code application/problem+json} on every other path of the main port. Public text, log detail and cause are
 * three things: an answer never quotes an exception or the input.
 *
 * <p>
 * Serves no route of its own. Reads requests strictly (JSON) because what it can't read it must be able to name. Knows no
 * room's meaning: a room hands it a {@link dev.signet.errors.Problem} or an {@link dev.signet.errors.OAuthError}.
 */
package dev.signet.errors;
