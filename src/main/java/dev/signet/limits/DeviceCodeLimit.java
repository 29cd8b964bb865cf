package dev.signet.limits;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.ClientAddress;
import io.smallrye.mutiny.Uni;

/** The limit on codes of devices that are wrong, from one address: {@code device-code-failure} (RFC 8628 §5.1). */
@ApplicationScoped
public class DeviceCodeLimit {
    private final LimitPolicies policies;
    private final Subjects subjects;
    private final Gate gate;

    DeviceCodeLimit(LimitPolicies policies, Subjects subjects, Gate gate) {
        this.policies = policies;
        this.subjects = subjects;
        this.gate = gate;
    }

    /** To be asked before the code is looked up. May wait up to 2 s for others in flight, on the caller's context. */
    public Uni<DeviceCodeAdmission> admit(ClientAddress ip) {
        Limit limit = policies.get(KnownLimit.DEVICE_CODE_FAILURE);
        Claims claims = Claims.of(new Claim(limit, subjects.of(ip), UUID.randomUUID().toString()));
        return gate.enter(claims).map(passage -> answer(passage, claims));
    }

    private DeviceCodeAdmission answer(Passage passage, Claims claims) {
        return switch (passage.kind()) {
            case OPEN -> new DeviceCodeAdmission.Admitted(new DeviceCodeLease(gate.attempt(claims)));
            case SPENT -> new DeviceCodeAdmission.Refused(passage.retryAfterSeconds());
            case BUSY, AWAY -> new DeviceCodeAdmission.Busy(Gate.BUSY_RETRY_AFTER_SECONDS);
        };
    }
}
