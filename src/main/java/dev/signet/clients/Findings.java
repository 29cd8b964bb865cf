package dev.signet.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.signet.errors.FieldError;

/** What a judgement found wrong, in the order in which it looked. */
final class Findings {
    private final List<FieldError> errors = new ArrayList<>();

    void unless(boolean good, String field, String code, String message) {
        if (!good) {
            errors.add(new FieldError(field, code, message));
        }
    }

    void text(String field, String value, int longest) {
        unless(value == null || isText(value, longest), field, "text",
                "This must be of 1 to " + longest + " characters, none of them a control character.");
    }

    void each(String field, List<String> values, int most, Predicate<String> good, String message) {
        unless(values.size() <= most, field, "too-many", "These must be " + most + " at most.");
        unless(values.stream().allMatch(v -> v != null && good.test(v)), field, "invalid", message);
        unless(values.stream().distinct().count() == values.size(), field, "duplicate", "One appears more than once.");
    }

    void oneOf(String field, String value, Set<String> known) {
        unless(value == null || known.contains(value), field, "unknown",
                "This must be one of " + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    static boolean isText(String value, int longest) {
        return !value.isBlank() && value.length() <= longest
                && value.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    List<FieldError> all() {
        return List.copyOf(errors);
    }
}
