package dev.signet.oidc;

/** How long a verifier may keep what it read: far shorter than a new key is published before it signs. */
final class PublicCache {
    static final String HEADER = "public, max-age=300, stale-while-revalidate=300, stale-if-error=3600";

    private PublicCache() {
    }
}
