package dev.signet.keys;

import java.time.Instant;

/**
 * When which key signs.
 *
 * @param activeFrom past: it signs; else it will from then on
 */
public record PlannedRotation(String alg, String kid, Instant activeFrom) {
}
