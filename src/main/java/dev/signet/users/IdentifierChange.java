package dev.signet.users;

import java.util.function.Function;
import java.util.function.Supplier;

/** What became of a change of names. All but the first have changed nothing, and the surrounding transaction is rolled back. */
public sealed interface IdentifierChange {

    /**
     * @param changed takes the account as it is now
     * @param taken takes which of the names is another's
     * @param noneLeft the person would have been left without a name
     * @param absent there is no such person
     */
    <R> R fold(Function<Account, R> changed, Function<IdentifierKind, R> taken, Supplier<R> noneLeft, Supplier<R> absent);

    /** Done. */
    record Changed(Account account) implements IdentifierChange {
        @Override
        public <R> R fold(Function<Account, R> changed, Function<IdentifierKind, R> taken, Supplier<R> noneLeft,
                Supplier<R> absent) {
            return changed.apply(account);
        }
    }

    /** Somebody has that name. */
    record Taken(IdentifierKind kind) implements IdentifierChange {
        @Override
        public <R> R fold(Function<Account, R> changed, Function<IdentifierKind, R> taken, Supplier<R> noneLeft,
                Supplier<R> absent) {
            return taken.apply(kind);
        }
    }

    /** A person keeps at least one name to sign in with. */
    record NoneLeft() implements IdentifierChange {
        @Override
        public <R> R fold(Function<Account, R> changed, Function<IdentifierKind, R> taken, Supplier<R> noneLeft,
                Supplier<R> absent) {
            return noneLeft.get();
        }
    }

    /** There is no such person. */
    record Absent() implements IdentifierChange {
        @Override
        public <R> R fold(Function<Account, R> changed, Function<IdentifierKind, R> taken, Supplier<R> noneLeft,
                Supplier<R> absent) {
            return absent.get();
        }
    }
}
