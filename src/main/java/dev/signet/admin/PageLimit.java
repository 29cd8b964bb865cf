package dev.signet.admin;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;

/** How many items a page of a list has at most: {@code ?limit=}. */
final class PageLimit {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private PageLimit() {
    }

    /**
     * @param limit as it was sent; null where it was not
     * @return from 1 to 200; fails with {@code validation} for anything else
     */
    static int of(String limit) {
        if (limit == null) {
            return USUAL;
        }
        try {
            int most = Integer.parseInt(limit);
            if (most >= 1 && most <= MOST) {
                return most;
            }
        } catch (NumberFormatException e) {
            // no number is as wrong as one that is out of range
        }
        throw Problem.validation(new FieldError("limit", "range", "This must be from 1 to " + MOST + ".")).asException();
    }
}
