/**
 * Judges an identifier and a password: the limits first, then the verification code, then the person, then the hash.
 *
 * <p>
 * Unknown, disabled and wrong are one outcome with one amount of work, and a challenge tells nothing about the password:
 * when one is due, the password is not looked at. Every attempt that the limits let through settles its lease, whatever
 * becomes of the caller.
 *
 * <p>
 * Serves no route. Mints nothing and opens no session.
 */
package dev.signet.credentials;
