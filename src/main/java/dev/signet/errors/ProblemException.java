package dev.signet.errors;

/** Ends a call with a problem; {@link Problem#asException()} makes it. */
public final class ProblemException extends RefusalException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.name());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    @Override
    Refusal refusal() {
        return problem;
    }
}
