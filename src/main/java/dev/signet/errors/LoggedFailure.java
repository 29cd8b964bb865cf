package dev.signet.errors;

/**
 * A failure as it goes to the log: where it happened and of which class, without the messages, because those of parsers
 * and databases quote what a caller sent.
 */
final class LoggedFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 8;

    private LoggedFailure(Throwable failure, int depth) {
        super(describe(failure), cause(failure, depth), false, true);
        setStackTrace(failure.getStackTrace());
    }

    static LoggedFailure of(Throwable failure) {
        return new LoggedFailure(failure, 0);
    }

    private static LoggedFailure cause(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == DEEPEST_CAUSE ? null : new LoggedFailure(cause, depth + 1);
    }

    private static String describe(Throwable failure) {
        String type = failure.getClass().getName();
        return StoreFailures.sqlState(failure).map(state -> type + " SQLSTATE " + state).orElse(type);
    }

    /** The class alone would hide what the original was. */
    @Override
    public String toString() {
        return getMessage();
    }
}
