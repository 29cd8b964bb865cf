package dev.signet.users;

import java.util.Optional;

/** What the tests of identifiers share: a parser per default region, and outcomes as short text. */
final class Parsing {
    private Parsing() {
    }

    static Identifiers international() {
        return new Identifiers(Optional::empty);
    }

    static Identifiers in(String region) {
        return new Identifiers(() -> Optional.of(region));
    }

    /** @return the normalised value, or the field and code of the refusal */
    static String outcome(ParsedIdentifier parsed) {
        return parsed.fold(Identifier::value, error -> error.field() + ": " + error.code());
    }

    static Optional<Identifier> accepted(ParsedIdentifier parsed) {
        return parsed.fold(Optional::of, error -> Optional.empty());
    }
}
