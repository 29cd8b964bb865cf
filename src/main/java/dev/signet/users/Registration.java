package dev.signet.users;

import java.util.function.Function;

/** What became of a registration. */
public sealed interface Registration {

    /**
     * @param registered takes the new account
     * @param taken takes which of the names is another's; the surrounding transaction will be rolled back
     */
    <R> R fold(Function<Account, R> registered, Function<IdentifierKind, R> taken);

    /** The person is known from now on. */
    record Registered(Account account) implements Registration {
        @Override
        public <R> R fold(Function<Account, R> registered, Function<IdentifierKind, R> taken) {
            return registered.apply(account);
        }
    }

    /** Somebody has that name. */
    record Taken(IdentifierKind kind) implements Registration {
        @Override
        public <R> R fold(Function<Account, R> registered, Function<IdentifierKind, R> taken) {
            return taken.apply(kind);
        }
    }
}
