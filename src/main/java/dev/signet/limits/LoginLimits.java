package dev.signet.limits;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.ClientAddress;
import io.smallrye.mutiny.Uni;

/** The limits on failed sign-ins: {@code login-failure} for an address, {@code login-failure-account} for an identifier. */
@ApplicationScoped
public class LoginLimits {
    private final LimitPolicies policies;
    private final Subjects subjects;
    private final Gate gate;

    LoginLimits(LimitPolicies policies, Subjects subjects, Gate gate) {
        this.policies = policies;
        this.subjects = subjects;
        this.gate = gate;
    }

    /**
     * To be asked before the password is looked at. May wait up to 2 s for attempts in flight, on the caller's context.
     *
     * @param account the identifier as typed, normalised; whether anybody has it must make no difference
     * @param challengeSolved needs no lease then, nor the counters; its failure counts all the same
     */
    public Uni<LoginAdmission> admit(ClientAddress ip, String account, boolean challengeSolved) {
        Claims claims = claims(ip, account);
        if (challengeSolved) {
            return Uni.createFrom().item(admitted(claims));
        }
        return gate.enter(claims).map(passage -> answer(passage, claims));
    }

    /** @return whether a sign-in would need a challenge now, true while the counters are away; counts nothing */
    public Uni<Boolean> challengeDue(ClientAddress ip, String account) {
        return gate.spent(claims(ip, account));
    }

    private Claims claims(ClientAddress ip, String account) {
        String lease = UUID.randomUUID().toString();
        return Claims.of(
                new Claim(policies.get(KnownLimit.LOGIN_FAILURE), subjects.of(ip), lease),
                new Claim(policies.get(KnownLimit.LOGIN_FAILURE_ACCOUNT), subjects.ofAccount(account), lease));
    }

    private LoginAdmission answer(Passage passage, Claims claims) {
        return switch (passage.kind()) {
            case OPEN -> admitted(claims);
            case SPENT, AWAY -> new LoginAdmission.ChallengeDue();
            case BUSY -> new LoginAdmission.Busy(Gate.BUSY_RETRY_AFTER_SECONDS);
        };
    }

    private LoginAdmission admitted(Claims claims) {
        return new LoginAdmission.Admitted(new LoginLease(gate.attempt(claims)));
    }
}
