package dev.signet.membership;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.captcha.Captchas;
import dev.signet.captcha.Purpose;
import dev.signet.errors.Problem;
import dev.signet.http.ClientAddress;
import dev.signet.limits.RegistrationAdmission;
import dev.signet.limits.RegistrationLease;
import dev.signet.limits.RegistrationLimit;
import dev.signet.passwords.PasswordHasher;
import dev.signet.users.Account;
import dev.signet.users.IdentifierKind;
import dev.signet.users.Registration;
import dev.signet.users.Users;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Registers: the verification code if one came, the limit, the hash, the row. A new name and a taken one both count. */
@ApplicationScoped
public class RegistrationFlow {
    private final Captchas captchas;
    private final RegistrationLimit limit;
    private final NameTurns turns;
    private final PasswordHasher passwords;
    private final Users users;
    private final AuditLog audit;

    RegistrationFlow(Captchas captchas, RegistrationLimit limit, NameTurns turns, PasswordHasher passwords, Users users,
            AuditLog audit) {
        this.captchas = captchas;
        this.limit = limit;
        this.turns = turns;
        this.passwords = passwords;
        this.users = users;
        this.audit = audit;
    }

    /** @return the account; fails with the problem that refuses it */
    public Uni<Account> register(NewAccount registration, ClientAddress from) {
        return solved(registration, from)
                .chain(solved -> limit.admit(from, solved))
                .chain(admission -> admitted(admission, registration, from));
    }

    private Uni<Boolean> solved(NewAccount registration, ClientAddress from) {
        return registration.captcha().isEmpty() ? Uni.createFrom().item(false)
                : captchas.redeem(registration.captcha().get(), Purpose.REGISTRATION, from)
                        .invoke(RegistrationFlow::refuseWrong);
    }

    private static void refuseWrong(boolean solved) {
        if (!solved) {
            throw Refusals.captchaInvalid().asException();
        }
    }

    /** A challenge can be redeemed only while Postgres is there: the look-up fails where it is not. */
    private Uni<Account> admitted(RegistrationAdmission admission, NewAccount registration, ClientAddress from) {
        return admission.fold(
                lease -> settled(lease, registration, from),
                retryAfter -> refuse(Refusals.registrationLimit(retryAfter)),
                () -> users.findForSignIn(registration.names().get(0)).chain(() -> refuse(Refusals.captchaRequired())),
                retryAfter -> refuse(Refusals.busy(retryAfter)));
    }

    private Uni<Account> settled(RegistrationLease lease, NewAccount registration, ClientAddress from) {
        return turns.take(registration.names().get(0), () -> create(registration, from))
                .call(lease::counted)
                .onFailure().call(lease::abandoned)
                .onCancellation().call(lease::abandoned)
                .map(outcome -> outcome.fold(account -> account, RegistrationFlow::taken));
    }

    /** The look-up spares the hash of a name that is taken; the insert decides. */
    private Uni<Registration> create(NewAccount registration, ClientAddress from) {
        return users.taken(registration.names())
                .chain(taken -> taken.isPresent() ? Uni.createFrom().item(new Registration.Taken(taken.get()))
                        : passwords.hash(registration.password())
                                .chain(phc -> Panache.withTransaction(() -> insert(registration, phc, from))));
    }

    private Uni<Registration> insert(NewAccount registration, String phc, ClientAddress from) {
        return users.register(registration.names(), phc)
                .call(outcome -> outcome.fold(account -> record(account, from), kind -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> record(Account account, ClientAddress from) {
        return audit.record(new AuditEvent(AuditTypes.USER_REGISTERED, account.id().toString(), account.id().toString(),
                from.text(), Map.of()));
    }

    private static Account taken(IdentifierKind kind) {
        throw Refusals.identifierTaken(kind.text()).asException();
    }

    private static Uni<Account> refuse(Problem problem) {
        return Uni.createFrom().failure(problem.asException());
    }
}
