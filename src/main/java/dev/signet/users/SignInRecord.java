package dev.signet.users;

import java.util.UUID;

/**
 * What judging a password needs to know of a person.
 *
 * @param userId the {@code sub} of the person's tokens
 * @param active whether the person may sign in at all
 * @param credentialVersion goes into the new sign-in and back into {@link Users#changePassword}, so that a judgement does not
 *        outlive the password it was about
 * @param phc the hash to verify against
 */
public record SignInRecord(UUID userId, boolean active, int credentialVersion, String phc) {

    /** Without the hash: records end up in logs. */
    @Override
    public String toString() {
        return "SignInRecord[" + userId + "]";
    }
}
