package dev.signet.membership;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.audit.AuditEvent;
import dev.signet.audit.AuditLog;
import dev.signet.audit.AuditTypes;
import dev.signet.credentials.CredentialCheck;
import dev.signet.credentials.Judgement;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.http.ClientAddresses;
import dev.signet.passwords.PasswordHasher;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.sessions.SignOuts;
import dev.signet.users.Account;
import dev.signet.users.Identifier;
import dev.signet.users.IdentifierChange;
import dev.signet.users.IdentifierKind;
import dev.signet.users.Users;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * What a person changes about their own account. A new password and the end of the account are asked for with the current one.
 */
@ApplicationScoped
public class OwnAccount {
    private final CredentialCheck credentials;
    private final ClientAddresses addresses;
    private final PasswordHasher passwords;
    private final PasswordPolicy policy;
    private final Users users;
    private final SignOuts signOuts;
    private final AuditLog audit;

    OwnAccount(CredentialCheck credentials, ClientAddresses addresses, PasswordHasher passwords, PasswordPolicy policy,
            Users users, SignOuts signOuts, AuditLog audit) {
        this.credentials = credentials;
        this.addresses = addresses;
        this.passwords = passwords;
        this.policy = policy;
        this.users = users;
        this.signOuts = signOuts;
        this.audit = audit;
    }

    /** @return the account as it is now; fails with the problem that refuses the change */
    public Uni<Account> rename(UUID person, Map<IdentifierKind, Optional<Identifier>> changes) {
        return Panache.withTransaction(() -> users.changeIdentifiers(person, changes)
                .call(change -> change.fold(done -> record(AuditTypes.USER_IDENTIFIERS_CHANGED, person), taken -> nothing(),
                        OwnAccount::nothing,
                        OwnAccount::nothing)))
                .map(OwnAccount::renamed);
    }

    private static Account renamed(IdentifierChange change) {
        return change.fold(account -> account, OwnAccount::taken, OwnAccount::noneLeft, OwnAccount::gone);
    }

    /**
     * Changes the password and ends every other sign-in.
     *
     * @param except the sign-in, or the browser's session, that goes on
     * @return fails with the problem that refuses the change; {@code new_password} is the field of a password that won't do
     */
    public Uni<Void> changePassword(UUID person, UUID except, CurrentPassword current, String newPassword,
            RoutingContext call) {
        return users.account(person)
                .map(found -> found.orElseThrow(UnauthorizedException::new))
                .invoke(account -> judge(newPassword, account))
                .chain(() -> prove(person, current, call))
                .chain(version -> passwords.hash(newPassword)
                        .chain(phc -> signOuts.endAllWith(person, Optional.of(except),
                                () -> changePassword(person, version, phc))));
    }

    private void judge(String password, Account person) {
        List<String> names = Stream.of(person.username(), person.email(), person.phone()).filter(Objects::nonNull).toList();
        List<FieldError> errors = policy.judge("new_password", password, names);
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
    }

    private Uni<Void> changePassword(UUID person, int version, String phc) {
        return users.changePassword(person, version, phc)
                .invoke(changed -> {
                    if (!changed) {
                        throw Refusals.invalidCredentials(false).asException();
                    }
                })
                .chain(() -> record(AuditTypes.USER_PASSWORD_CHANGED, person));
    }

    /** Ends every sign-in and deletes the account. */
    public Uni<Void> delete(UUID person, CurrentPassword current, RoutingContext call) {
        return prove(person, current, call)
                .chain(version -> signOuts.endAllWith(person, Optional.empty(),
                        () -> users.delete(person).chain(() -> record(AuditTypes.USER_DELETED, person))));
    }

    /** @return the version of the password that matched; fails with the problem that refuses it */
    private Uni<Integer> prove(UUID person, CurrentPassword current, RoutingContext call) {
        return credentials.judgeAgain(person, current.password(), current.captcha(), addresses.current(call))
                .map(judgement -> judgement.fold(VERSION));
    }

    private static final Judgement.Cases<Integer> VERSION = new Judgement.Cases<>() {
        @Override
        public Integer recognised(UUID user, int credentialVersion) {
            return credentialVersion;
        }

        @Override
        public Integer refused(boolean captchaRequired) {
            throw Refusals.invalidCredentials(captchaRequired).asException();
        }

        @Override
        public Integer captchaRequired() {
            throw Refusals.captchaRequired().asException();
        }

        @Override
        public Integer captchaInvalid() {
            throw Refusals.captchaInvalid().asException();
        }

        @Override
        public Integer busy(int retryAfter) {
            throw Refusals.busy(retryAfter).asException();
        }
    };

    private Uni<Void> record(String event, UUID person) {
        return audit.record(new AuditEvent(event, person.toString(), person.toString(), null, Map.of()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private static Account taken(IdentifierKind kind) {
        throw Refusals.identifierTaken(kind.text()).asException();
    }

    private static Account noneLeft() {
        throw Problem
                .validation(new FieldError("body", "none-left", "A username, an email address or a phone number must remain."))
                .asException();
    }

    private static Account gone() {
        throw new UnauthorizedException();
    }
}
