package dev.signet.pages;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What an error page says.
 *
 * @param status of the answer
 * @param code what a developer looks up, e.g. an RFC 6749 error code
 * @param why in the person's language
 * @param detail what a developer reads; names no secret, quotes nothing of the input
 * @param retryAfter seconds
 */
public record PageError(int status, Optional<String> code, Words why, Optional<String> detail, OptionalInt retryAfter) {

    /** One of the messages. */
    @FunctionalInterface
    public interface Words extends Function<PageMessages, String> {
    }

    public static PageError of(int status, Words why) {
        return new PageError(status, Optional.empty(), why, Optional.empty(), OptionalInt.empty());
    }

    public PageError code(String code) {
        return new PageError(status, Optional.of(code), why, detail, retryAfter);
    }

    public PageError detail(String text) {
        return new PageError(status, code, why, Optional.of(text), retryAfter);
    }

    public PageError retryAfter(int seconds) {
        return new PageError(status, code, why, detail, OptionalInt.of(seconds));
    }
}
