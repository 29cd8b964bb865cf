package dev.signet.captcha;

import java.util.function.Predicate;

import dev.signet.http.ClientAddress;

/**
 * An answer to judge. Its challenge is genuine, in time and spent by now.
 *
 * @param answer as it was sent, of any length
 * @param purpose what it is solved for
 * @param from who presents it
 * @param solution compares with the sealed solution, in constant time
 */
record Attempt(String answer, Purpose purpose, ClientAddress from, Predicate<String> solution) {

    boolean isSolvedBy(String candidate) {
        return solution.test(candidate);
    }
}
