package dev.signet.sessions;

import java.time.Instant;
import java.util.UUID;

/** A browser that is signed in, as its person sees it. */
public record BrowserSessionView(UUID id, Instant createdAt, Instant lastUsedAt, String ip, String userAgent) {
}
