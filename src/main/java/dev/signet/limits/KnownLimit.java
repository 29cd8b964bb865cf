package dev.signet.limits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.signet.errors.FieldError;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;

/**
 * The limits there are, as strict as they are until an operator says otherwise, and what no operator can change: whom
 * each one counts, and that sign-in is never refused. A refusal would let an attacker shut a person out.
 */
enum KnownLimit {
    REGISTRATION(new Limit("registration", true, 300, 3, Subject.IP, Action.REFUSE),
            EnumSet.allOf(Action.class),
            "must be ip: nobody has an account before registering", ""),
    LOGIN_FAILURE(new Limit("login-failure", true, 300, 3, Subject.IP, Action.CAPTCHA),
            EnumSet.of(Action.CAPTCHA),
            "must be ip: the limit for an account is login-failure-account", KnownLimit.NEVER_REFUSED),
    LOGIN_FAILURE_ACCOUNT(new Limit("login-failure-account", true, 3_600, 10, Subject.ACCOUNT, Action.CAPTCHA),
            EnumSet.of(Action.CAPTCHA),
            "must be account: the limit for an address is login-failure", KnownLimit.NEVER_REFUSED),
    CLIENT_FAILURE(new Limit("client-failure", true, 300, 10, Subject.IP, Action.REFUSE),
            EnumSet.of(Action.REFUSE),
            "must be ip: what is counted is one client's failures from one address",
            "must be refuse: a client is a program and solves no verification code"),
    DEVICE_CODE_FAILURE(new Limit("device-code-failure", true, 300, 10, Subject.IP, Action.REFUSE),
            EnumSet.of(Action.REFUSE),
            "must be ip: a code that was guessed is nobody's",
            "must be refuse: RFC 8628 section 5.1 asks that guesses end");

    private static final String NEVER_REFUSED = "must be captcha: refusing sign-in would let an attacker shut a person out";

    private final Limit builtIn;
    private final Set<Action> actions;
    private final String whySubject;
    private final String whyAction;

    KnownLimit(Limit builtIn, Set<Action> actions, String whySubject, String whyAction) {
        this.builtIn = builtIn;
        this.actions = actions;
        this.whySubject = whySubject;
        this.whyAction = whyAction;
    }

    static Optional<KnownLimit> named(String name) {
        return Arrays.stream(values()).filter(known -> known.builtIn.name().equals(name)).findFirst();
    }

    Limit builtIn() {
        return builtIn;
    }

    List<FieldError> violations(Limit limit) {
        List<FieldError> violations = new ArrayList<>();
        if (limit.subject() != builtIn.subject()) {
            violations.add(new FieldError("subject", "fixed", whySubject));
        }
        if (!actions.contains(limit.action())) {
            violations.add(new FieldError("action", "fixed", whyAction));
        }
        return violations;
    }
}
