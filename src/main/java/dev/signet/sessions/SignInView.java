package dev.signet.sessions;

import java.time.Instant;
import java.util.UUID;

/** A sign-in as its person sees it. */
public record SignInView(UUID id, String clientName, Instant createdAt, Instant lastUsedAt, String ip, String userAgent) {
}
