package dev.signet.credentials;

import java.util.Optional;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.http.ClientAddress;

/**
 * Somebody trying to sign in.
 *
 * @param identifier a username, an email address or a phone number, as typed
 * @param password as typed
 * @param captcha a solved challenge
 * @param from the address that the attempt is counted against
 * @param peer the address of the connection, from which a challenge was asked for too; another one than {@code from} where a
 *        client passes on its caller's
 */
public record Attempt(String identifier, String password, Optional<CaptchaAnswer> captcha, ClientAddress from,
        ClientAddress peer) {

    /** Never the password. */
    @Override
    public String toString() {
        return "Attempt[from " + from.text() + "]";
    }
}
