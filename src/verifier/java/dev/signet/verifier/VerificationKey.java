package dev.signet.verifier;

import java.security.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A key of the issuer's. The algorithm is the key's: what a token says of it never counts by itself (RFC 8725 §3.1). */
record VerificationKey(String kid, SignatureAlgorithm alg, Key publicKey) {
    private static final int MOST_KEYS = 100;

    /**
     * @param body a JWK Set (RFC 7517 §5)
     * @return its keys by {@code kid}: those with a {@code kid} of their own, an {@code alg} that is believed, and no private
     *         part. The others are passed over, as §5 asks
     */
    static Map<String, VerificationKey> set(byte[] body) {
        List<?> jwks = Json.object(body).map(set -> set.asMap().get("keys")).filter(List.class::isInstance)
                .map(List.class::cast).orElse(List.of());
        Map<String, VerificationKey> keys = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Object jwk : jwks.subList(0, Math.min(MOST_KEYS, jwks.size()))) {
            Optional<VerificationKey> key = read(jwk);
            if (key.isPresent() && keys.put(key.get().kid(), key.get()) != null) {
                twice.add(key.get().kid());
            }
        }
        keys.keySet().removeAll(twice);
        return Map.copyOf(keys);
    }

    @SuppressWarnings("unchecked")
    private static Optional<VerificationKey> read(Object jwk) {
        if (!(jwk instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Claims members = new Claims((Map<String, Object>) map);
        return members.text("alg").flatMap(SignatureAlgorithm::named)
                .flatMap(alg -> members.text("kid").flatMap(kid -> alg.read(members.asMap())
                        .map(read -> new VerificationKey(kid, alg, read.getPublicKey()))));
    }
}
