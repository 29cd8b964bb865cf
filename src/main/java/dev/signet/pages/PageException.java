package dev.signet.pages;

/** A refusal of a page on its way to the edge: an outcome, without a stack trace. */
public final class PageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PageError error;
    private final transient Visit visit;

    public PageException(PageError error, Visit visit) {
        super("page refused: " + error.status(), null, false, false);
        this.error = error;
        this.visit = visit;
    }

    PageError error() {
        return error;
    }

    Visit visit() {
        return visit;
    }
}
