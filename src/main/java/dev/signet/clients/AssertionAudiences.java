package dev.signet.clients;

import java.util.List;
import java.util.Set;

/**
 * The names by which an assertion may mean this service (RFC 7523 §3 item 3).
 *
 * @param issuer the issuer identifier
 * @param endpoints the token endpoint, and the endpoint that is called (OpenID Connect Core 1.0 §9)
 */
public record AssertionAudiences(String issuer, Set<String> endpoints) {

    /** @param audience the claim as it came */
    boolean areMeantBy(Object audience, Client client) {
        // FAPI 2.0 Security Profile §5.3.2.1: the issuer, as a string and as nothing else
        if (client.isHeldToFapi()) {
            return issuer.equals(audience);
        }
        // one that is for somebody else too could have been sent on by them
        if (audience instanceof List<?> many) {
            return !many.isEmpty() && many.stream().allMatch(this::isOurs);
        }
        return isOurs(audience);
    }

    private boolean isOurs(Object audience) {
        return audience instanceof String one && (issuer.equals(one) || endpoints.contains(one));
    }
}
