package dev.signet.credentials;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.captcha.Captchas;
import dev.signet.captcha.Purpose;
import dev.signet.errors.UnavailableException;
import dev.signet.http.ClientAddress;
import dev.signet.limits.LoginAdmission;
import dev.signet.limits.LoginLease;
import dev.signet.limits.LoginLimits;
import dev.signet.passwords.PasswordHasher;
import dev.signet.users.Identifier;
import dev.signet.users.Identifiers;
import dev.signet.users.SignInRecord;
import dev.signet.users.Users;
import io.smallrye.mutiny.Uni;

/** Judges attempts to sign in. */
@ApplicationScoped
public class CredentialCheck {
    /** Shorter than a lease lives: an attempt that takes longer returns its lease before another could take its place. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final LoginLimits limits;
    private final Captchas captchas;
    private final Identifiers identifiers;
    private final Users users;
    private final PasswordHasher passwords;

    CredentialCheck(LoginLimits limits, Captchas captchas, Identifiers identifiers, Users users, PasswordHasher passwords) {
        this.limits = limits;
        this.captchas = captchas;
        this.identifiers = identifiers;
        this.users = users;
        this.passwords = passwords;
    }

    /** @return what became of the attempt; fails with {@link UnavailableException} when nobody could judge it */
    public Uni<Judgement> judge(Attempt attempt) {
        Identifier identifier = identifiers.guess(attempt.identifier());
        return judge(attempt, identifier.kind().text() + ":" + identifier.value(), () -> users.findForSignIn(identifier));
    }

    /**
     * Judges the password of a person who is signed in already: guesses count as they do at a sign-in.
     *
     * @param person whose password it should be
     */
    public Uni<Judgement> judgeAgain(UUID person, String password, Optional<CaptchaAnswer> captcha, ClientAddress from) {
        Attempt attempt = new Attempt(person.toString(), password, captcha, from, from);
        return judge(attempt, "sub:" + person, () -> users.findForSignIn(person));
    }

    private Uni<Judgement> judge(Attempt attempt, String account, Supplier<Uni<Optional<SignInRecord>>> person) {
        return solved(attempt)
                .chain(solved -> solved.isPresent() && !solved.get() ? Uni.createFrom().item(new Judgement.CaptchaInvalid())
                        : limits.admit(attempt.from(), account, solved.isPresent())
                                .chain(admission -> judgeAdmitted(admission, person, attempt.password())));
    }

    /** @return whether the challenge that came is solved; empty where none came */
    private Uni<Optional<Boolean>> solved(Attempt attempt) {
        return attempt.captcha().map(answer -> captchas.redeem(answer, Purpose.LOGIN, attempt.peer()).map(Optional::of))
                .orElse(Uni.createFrom().item(Optional.empty()));
    }

    /** A challenge can be redeemed only while Postgres is there: the look-up fails where it is not. */
    private Uni<Judgement> judgeAdmitted(LoginAdmission admission, Supplier<Uni<Optional<SignInRecord>>> person,
            String password) {
        return admission.fold(
                lease -> settled(lease, person, password),
                () -> person.get().replaceWith(new Judgement.CaptchaRequired()),
                retryAfter -> Uni.createFrom().item(new Judgement.Busy(retryAfter)));
    }

    /**
     * The lease is settled by the judgement, or given back when there is none: the deadline passed, a store is away, the caller
     * left.
     */
    private Uni<Judgement> settled(LoginLease lease, Supplier<Uni<Optional<SignInRecord>>> person, String password) {
        return person.get()
                .chain(found -> compare(found, password))
                .ifNoItem().after(DEADLINE).failWith(() -> new UnavailableException(1, "The sign-in took too long."))
                .chain(compared -> settle(lease, compared))
                .onFailure().call(lease::abandoned)
                .onCancellation().call(lease::abandoned);
    }

    private record Compared(Optional<SignInRecord> person, boolean matches) {
    }

    private Uni<Compared> compare(Optional<SignInRecord> person, String password) {
        return passwords.verify(password, person.map(SignInRecord::phc))
                .call(verdict -> verdict.matches() && verdict.needsRehash() ? rehash(person.orElseThrow(), password)
                        : Uni.createFrom().voidItem())
                .map(verdict -> new Compared(person, verdict.matches() && person.isPresent() && person.get().active()));
    }

    private Uni<Void> rehash(SignInRecord person, String password) {
        return passwords.hash(password).chain(phc -> users.rehash(person.userId(), person.phc(), phc)).replaceWithVoid();
    }

    private static Uni<Judgement> settle(LoginLease lease, Compared compared) {
        if (!compared.matches()) {
            return lease.failed().map(Judgement.Refused::new);
        }
        SignInRecord person = compared.person().orElseThrow();
        return lease.succeeded().replaceWith(new Judgement.Recognised(person.userId(), person.credentialVersion()));
    }
}
