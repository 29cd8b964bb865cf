/**
 * Becoming a member and staying one: signing up, and what a person changes about their own account, whichever way they ask.
 *
 * <p>
 * Serves no route; {@code accounts} asks in JSON, {@code login} from a form. Refuses with the problems of the JSON API's
 * contract, which a page tells in its own words.
 */
package dev.signet.membership;
