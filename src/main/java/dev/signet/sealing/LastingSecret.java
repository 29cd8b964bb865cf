package dev.signet.sealing;

/** What is made with a secret that outlives the key-encryption key. */
public enum LastingSecret {
    /** A person's name at a sector must not change (OpenID Connect Core 1.0 §8.1). */
    PAIRWISE_SUBJECTS("pairwise"),
    /** Attempts that were counted go on counting, on whichever replica. */
    LIMIT_SUBJECTS("limits");

    private final String label;

    LastingSecret(String label) {
        this.label = label;
    }

    /**
     * @return its name in {@code kept_secrets}, and the purpose under which a key-encryption key derived it before that table
     */
    String label() {
        return label;
    }
}
