package dev.signet.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.signet.errors.FieldError;

/**
 * How many attempts of one kind one subject has within a window. Which limits there are is fixed; how strict they are is
 * the operators' to change.
 *
 * @param name one of those of {@link KnownLimit}
 * @param enabled whether attempts are counted at all
 * @param windowSeconds 1 to 86400, from the first counted attempt
 * @param threshold 1 to 1000: how many may be counted or in flight before the action
 * @param subject whose attempts count together; fixed for each name
 * @param action what the attempt past the threshold meets
 */
public record Limit(String name, boolean enabled, int windowSeconds, int threshold, Subject subject, Action action) {
    private static final int LONGEST_WINDOW = 86_400;
    private static final int HIGHEST_THRESHOLD = 1_000;

    /** Whose attempts count together: one address (an IPv6 /64), or one identifier that a person signs in with. */
    public enum Subject {
        IP,
        ACCOUNT;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Subject> named(String text) {
            return Arrays.stream(values()).filter(subject -> subject.text().equals(text)).findFirst();
        }
    }

    /** What the attempt past the threshold meets: a refusal until the window ends, or a verification code. */
    public enum Action {
        REFUSE,
        CAPTCHA;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Action> named(String text) {
            return Arrays.stream(values()).filter(action -> action.text().equals(text)).findFirst();
        }
    }

    /** @return what is wrong with it, each with the reason; empty for a limit that can be put */
    public List<FieldError> violations() {
        List<FieldError> violations = new ArrayList<>();
        judgeWindow().ifPresent(violations::add);
        judgeThreshold().ifPresent(violations::add);
        KnownLimit.named(name).ifPresentOrElse(
                known -> violations.addAll(known.violations(this)),
                () -> violations.add(new FieldError("name", "unknown", "no limit has this name")));
        return violations;
    }

    Duration window() {
        return Duration.ofSeconds(windowSeconds);
    }

    private Optional<FieldError> judgeWindow() {
        if (windowSeconds < 1) {
            return range("window_seconds", "must be 1 to 86400: a window without length counts nothing;"
                    + " to switch the limit off, set enabled to false");
        }
        if (windowSeconds > LONGEST_WINDOW) {
            return range("window_seconds", "must be 1 to 86400 (one day): addresses change hands,"
                    + " so what one did is not held against its next owner");
        }
        return Optional.empty();
    }

    private Optional<FieldError> judgeThreshold() {
        if (threshold < 1) {
            return range("threshold", "must be 1 to 1000: with less than 1 the very first attempt would be over the limit;"
                    + " to switch the limit off, set enabled to false");
        }
        if (threshold > HIGHEST_THRESHOLD) {
            return range("threshold", "must be 1 to 1000: more guesses than that in one window are no limit;"
                    + " to switch the limit off, set enabled to false");
        }
        return Optional.empty();
    }

    private static Optional<FieldError> range(String field, String message) {
        return Optional.of(new FieldError(field, "range", message));
    }
}
