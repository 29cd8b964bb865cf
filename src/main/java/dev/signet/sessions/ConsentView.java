package dev.signet.sessions;

import java.time.Instant;
import java.util.List;

/** A client that a person agreed to, as they see it. */
public record ConsentView(String clientId, String clientName, List<String> scopes, Instant grantedAt) {
}
