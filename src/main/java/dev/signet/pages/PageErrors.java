package dev.signet.pages;

import dev.signet.errors.Problem;

/** The pages of problems that belong to no page. */
final class PageErrors {

    private PageErrors() {
    }

    static PageError of(Problem problem) {
        PageError error = PageError.of(problem.status(), words(problem.status()));
        return problem.retryAfter().isPresent() ? error.retryAfter(problem.retryAfter().getAsInt()) : error;
    }

    private static PageError.Words words(int status) {
        return switch (status) {
            case 404 -> PageMessages::notFound;
            case 429 -> PageMessages::tooMany;
            case 503 -> PageMessages::unavailable;
            default -> status >= 500 ? PageMessages::internal : PageMessages::formUnreadable;
        };
    }
}
