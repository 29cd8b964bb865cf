package dev.signet.users;

import java.util.Optional;
import java.util.function.Function;

import dev.signet.errors.FieldError;

/** What became of a text that was given as an identifier of a known kind. */
public sealed interface ParsedIdentifier {

    /**
     * @param accepted takes the identifier
     * @param refused takes what is wrong with it, under the kind's field name
     */
    <R> R fold(Function<Identifier, R> accepted, Function<FieldError, R> refused);

    /** @return the identifier, if it can be registered */
    default Optional<Identifier> accepted() {
        return fold(Optional::of, error -> Optional.empty());
    }

    /** @return what is wrong with it, if anything */
    default Optional<FieldError> refused() {
        return fold(identifier -> Optional.empty(), Optional::of);
    }

    static ParsedIdentifier accepted(Identifier identifier) {
        return new Accepted(identifier);
    }

    static ParsedIdentifier refused(IdentifierKind kind, String code, String message) {
        return new Refused(new FieldError(kind.text(), code, message));
    }

    /** It can be registered. */
    record Accepted(Identifier identifier) implements ParsedIdentifier {
        @Override
        public <R> R fold(Function<Identifier, R> accepted, Function<FieldError, R> refused) {
            return accepted.apply(identifier);
        }
    }

    /** It cannot be anybody's. */
    record Refused(FieldError error) implements ParsedIdentifier {
        @Override
        public <R> R fold(Function<Identifier, R> accepted, Function<FieldError, R> refused) {
            return refused.apply(error);
        }
    }
}
