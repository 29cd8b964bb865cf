package dev.signet.verifier;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long ago the issuer confirmed what a verifier goes by; for a health check.
 *
 * @param keys its key set; empty before it was first fetched
 * @param feed what it revoked, by the feed; empty before the first mark, and where no feed is subscribed to
 * @param lists each status list that is in use, by its URL
 */
public record Ages(Optional<Duration> keys, Optional<Duration> feed, Map<String, Duration> lists) {
}
