package dev.signet.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.signet.errors.FieldError;
import dev.signet.limits.Limit.Action;
import dev.signet.limits.Limit.Subject;

/**
 * What an operator asks to change of a limit. A member that is absent stays as it is.
 *
 * @param enabled OPTIONAL
 * @param windowSeconds OPTIONAL
 * @param threshold OPTIONAL
 * @param subject OPTIONAL; may only be what it is
 * @param action OPTIONAL
 */
public record LimitChange(Optional<Boolean> enabled, Optional<Integer> windowSeconds, Optional<Integer> threshold,
        Optional<String> subject, Optional<String> action) {

    /** @return what is wrong with the limit that this change would make; empty when it can be applied */
    public List<FieldError> violations(Limit current) {
        List<FieldError> violations = new ArrayList<>();
        subject.filter(text -> Subject.named(text).isEmpty())
                .ifPresent(text -> violations.add(new FieldError("subject", "unknown", "must be ip or account")));
        action.filter(text -> Action.named(text).isEmpty())
                .ifPresent(text -> violations.add(new FieldError("action", "unknown", "must be refuse or captcha")));
        violations.addAll(appliedTo(current).violations());
        return violations;
    }

    /** @return the changed limit; not to be put unless there are no violations */
    public Limit appliedTo(Limit current) {
        return new Limit(current.name(),
                enabled.orElse(current.enabled()),
                windowSeconds.orElse(current.windowSeconds()),
                threshold.orElse(current.threshold()),
                subject.flatMap(Subject::named).orElse(current.subject()),
                action.flatMap(Action::named).orElse(current.action()));
    }
}
