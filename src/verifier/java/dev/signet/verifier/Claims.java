package dev.signet.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object that somebody else made: a header, claims, a status list. What has another type than it should
 * is not there; where it must not be overlooked, it is a refusal.
 */
record Claims(Map<String, Object> asMap) {
    /** Later dates are no dates: the year 5138. */
    private static final double LATEST_SECOND = 1e11;

    boolean has(String name) {
        return asMap.containsKey(name);
    }

    Optional<String> text(String name) {
        return asMap.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** @return {@code aud} and its like (RFC 7519 §4.1.3): one text or a list of texts */
    Optional<List<String>> texts(String name) {
        if (asMap.get(name) instanceof List<?> many && many.stream().allMatch(String.class::isInstance)) {
            return Optional.of(many.stream().map(String.class::cast).toList());
        }
        return text(name).map(List::of);
    }

    /** @return a NumericDate (RFC 7519 §2), rounded down to its second */
    Optional<Instant> date(String name) {
        return asMap.get(name) instanceof Number number && Math.abs(number.doubleValue()) < LATEST_SECOND
                ? Optional.of(Instant.ofEpochSecond((long) Math.floor(number.doubleValue())))
                : Optional.empty();
    }

    /** @return a whole number that is not negative */
    Optional<Long> count(String name) {
        return asMap.get(name) instanceof Long number && number >= 0 ? Optional.of(number) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    Optional<Claims> object(String name) {
        return asMap.get(name) instanceof Map<?, ?> map ? Optional.of(new Claims((Map<String, Object>) map)) : Optional.empty();
    }

    /** @return an object that must not be overlooked; fails where something else is */
    Optional<Claims> objectOnly(String name) throws Refusal {
        Optional<Claims> object = object(name);
        if (object.isEmpty() && has(name)) {
            throw Refusal.token("The claim " + name + " is no object.");
        }
        return object;
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "Claims" + asMap.keySet();
    }
}
