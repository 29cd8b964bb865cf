package dev.signet.verifier;

import java.time.Duration;

/** Who subscribes to the feed, and how long after a mark it counts as heard. */
record FeedSubscription(String clientId, String clientSecret, Duration freshness) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "FeedSubscription[" + clientId + "]";
    }
}
