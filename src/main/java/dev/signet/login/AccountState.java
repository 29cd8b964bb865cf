package dev.signet.login;

import java.util.Map;
import java.util.Optional;

/**
 * What the account page shows beside the account itself.
 *
 * @param status of the answer
 * @param notice what was done
 * @param typed what was typed into the profile and may not stand; empty: the profile as it is
 * @param profileError why it may not
 * @param passwordError why the password was not changed
 * @param errors by the field's name
 * @param picture the verification code that is due
 */
record AccountState(int status, Optional<String> notice, Optional<Map<String, String>> typed, Optional<String> profileError,
        Optional<String> passwordError, Map<String, String> errors, Optional<Picture> picture) {

    static AccountState plain(Optional<String> notice) {
        return new AccountState(200, notice, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty());
    }

    static AccountState badProfile(Map<String, String> typed, String why, Map<String, String> errors) {
        return new AccountState(400, Optional.empty(), Optional.of(typed), Optional.of(why), Optional.empty(), errors,
                Optional.empty());
    }

    static AccountState badPassword(int status, String why, Map<String, String> errors, Optional<Picture> picture) {
        return new AccountState(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why), errors,
                picture);
    }
}
