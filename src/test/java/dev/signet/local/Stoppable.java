package dev.signet.local;

/**
 * A process that this JVM started.
 *
 * @param signal what it takes for "end now, in good order", e.g. {@code TERM}
 */
public record Stoppable(long pid, String signal) {
}
