package dev.signet.errors;

import java.util.Optional;
import java.util.stream.Stream;

/** A failure and what caused it. Libraries wrap: what happened is known by the class of any of them. */
final class Causes {
    private static final int DEEPEST = 16;

    private Causes() {
    }

    /** @return the failure itself, then its cause, and so on; bounded, because a chain may be a circle */
    static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    /** @return the outermost of that class */
    static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return of(failure).flatMap(cause -> as(cause, type).stream()).findFirst();
    }

    static <T> Optional<T> as(Throwable cause, Class<T> type) {
        return type.isInstance(cause) ? Optional.of(type.cast(cause)) : Optional.empty();
    }
}
