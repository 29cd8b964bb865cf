package dev.signet.tokens;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A header that our mint could have written: these members and no other, so that nothing that a token names ({@code jwk},
 * {@code jku}, {@code x5u}, {@code crit}) is ever looked at.
 *
 * @param kid empty where a client's own secret signed: that is no key of the ring
 */
record JoseHeader(String alg, Optional<String> kid) {
    private static final Set<String> OF_THE_RING = Set.of("alg", "kid", "typ");
    private static final Set<String> OF_A_CLIENT = Set.of("alg", "typ");
    private static final Set<String> TYPES = Set.of(TokenIssuer.ACCESS_TOKEN_TYPE, TokenIssuer.JWT_TYPE);

    /** @param encoded first part of a JWS */
    static Optional<JoseHeader> read(String encoded) {
        return CompactJws.decode(encoded).flatMap(StrictObject::read).filter(JoseHeader::isOfAnAccessToken)
                .flatMap(JoseHeader::of);
    }

    private static boolean isOfAnAccessToken(Map<String, Object> header) {
        return header.get("typ") instanceof String typ && TYPES.contains(typ)
                && (header.keySet().equals(OF_THE_RING) || header.keySet().equals(OF_A_CLIENT));
    }

    private static Optional<JoseHeader> of(Map<String, Object> header) {
        if (!(header.get("alg") instanceof String alg)) {
            return Optional.empty();
        }
        if (!header.containsKey("kid")) {
            return Optional.of(new JoseHeader(alg, Optional.empty()));
        }
        return header.get("kid") instanceof String kid ? Optional.of(new JoseHeader(alg, Optional.of(kid))) : Optional.empty();
    }
}
