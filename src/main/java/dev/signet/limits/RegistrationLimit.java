package dev.signet.limits;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.ClientAddress;
import dev.signet.limits.Limit.Action;
import io.smallrye.mutiny.Uni;

/** The limit on registrations from one address, {@code registration}. */
@ApplicationScoped
public class RegistrationLimit {
    private final LimitPolicies policies;
    private final Subjects subjects;
    private final Gate gate;

    RegistrationLimit(LimitPolicies policies, Subjects subjects, Gate gate) {
        this.policies = policies;
        this.subjects = subjects;
        this.gate = gate;
    }

    /**
     * To be asked before the account is made. May wait up to 2 s for registrations in flight, on the caller's context.
     *
     * @param challengeSolved lets the registration go on while the counters are away; lifts the limit itself only where an
     *        operator made the challenge its action
     */
    public Uni<RegistrationAdmission> admit(ClientAddress ip, boolean challengeSolved) {
        Limit limit = policies.get(KnownLimit.REGISTRATION);
        Claims claims = Claims.of(new Claim(limit, subjects.of(ip), UUID.randomUUID().toString()));
        if (challengeSolved && limit.action() == Action.CAPTCHA) {
            return Uni.createFrom().item(admitted(claims));
        }
        return gate.enter(claims).map(passage -> answer(passage, claims, limit.action(), challengeSolved));
    }

    private RegistrationAdmission answer(Passage passage, Claims claims, Action action, boolean challengeSolved) {
        return switch (passage.kind()) {
            case OPEN -> admitted(claims);
            case SPENT -> action == Action.REFUSE ? new RegistrationAdmission.Refused(passage.retryAfterSeconds())
                    : new RegistrationAdmission.ChallengeDue();
            case BUSY -> new RegistrationAdmission.Busy(Gate.BUSY_RETRY_AFTER_SECONDS);
            case AWAY -> challengeSolved ? admitted(claims) : new RegistrationAdmission.ChallengeDue();
        };
    }

    private RegistrationAdmission admitted(Claims claims) {
        return new RegistrationAdmission.Admitted(new RegistrationLease(gate.attempt(claims)));
    }
}
