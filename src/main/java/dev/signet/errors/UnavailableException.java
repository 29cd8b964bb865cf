package dev.signet.errors;

/** A part that the call needs is away or full: 503 with {@code Retry-After}, and nothing was done. */
public final class UnavailableException extends RefusalException {
    private static final long serialVersionUID = 1L;

    private final int retryAfterSeconds;

    /**
     * @param retryAfterSeconds when a further try makes sense, 1 at least
     * @param detail what the caller is told; names no host and no cause
     */
    public UnavailableException(int retryAfterSeconds, String detail) {
        super(detail);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    @Override
    Refusal refusal() {
        return Problems.unavailable(retryAfterSeconds, getMessage());
    }
}
