/**
 * People and what they are called: accounts, their identifiers, and the hash of their password.
 *
 * <p>
 * Owns the tables {@code users}, {@code user_identifiers} and {@code password_credentials}. An identifier is normalised
 * here and nowhere else; that it is unique is the database's word, never a look before an insert.
 *
 * <p>
 * Serves no route. Must not know how a password is hashed or judged, what a token or a session is, or who is asking.
 */
package dev.signet.users;
