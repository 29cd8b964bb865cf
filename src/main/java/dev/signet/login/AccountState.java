package dev.signet.login;

import java.util.Map;
import java.util.Optional;

import dev.signet.pages.Fence;

/**
 * What the account page shows beside the account itself.
 *
 * @param status of the answer
 * @param notice what was done
 * @param typed what was typed into the profile and may not stand; empty: the profile as it is
 * @param profileError why it may not
 * @param passwordError why the password was not changed
 * @param errors by the field's name
 * @param posed the verification code that is due
 */
record AccountState(int status, Optional<String> notice, Optional<Map<String, String>> typed, Optional<String> profileError,
        Optional<String> passwordError, Map<String, String> errors, Optional<PosedChallenge> posed) {

    static AccountState plain(Optional<String> notice) {
        return new AccountState(200, notice, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty());
    }

    Fence fence() {
        return posed.map(challenge -> challenge.behind(Fence.HERE)).orElse(Fence.HERE);
    }

    static AccountState badProfile(Map<String, String> typed, String why, Map<String, String> errors) {
        return new AccountState(400, Optional.empty(), Optional.of(typed), Optional.of(why), Optional.empty(), errors,
                Optional.empty());
    }

    /** Only another challenge was wanted. */
    static AccountState challenged(Optional<PosedChallenge> posed) {
        return new AccountState(200, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), posed);
    }

    static AccountState badPassword(int status, String why, Map<String, String> errors, Optional<PosedChallenge> posed) {
        return new AccountState(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why), errors,
                posed);
    }
}
