package dev.signet.users;

import jakarta.persistence.EnumeratedValue;

/**
 * The names a person can be found by, at most one of each. Their order is the order in which they are claimed: two people
 * who claim crosswise then wait for one another in one direction only, so there is no deadlock.
 */
public enum IdentifierKind {
    USERNAME("username"),
    EMAIL("email"),
    PHONE("phone");

    @EnumeratedValue
    private final String text;

    IdentifierKind(String text) {
        this.text = text;
    }

    /** @return the name of the JSON member and of the {@code kind} in the database */
    public String text() {
        return text;
    }
}
