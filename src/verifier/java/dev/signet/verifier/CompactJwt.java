package dev.signet.verifier;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A JWT in JWS compact form (RFC 7519 §3, RFC 7515 §7.1), read and not yet believed. Not read is one with {@code crit} or
 * {@code b64}, as no extension is understood (RFC 7515 §4.1.11).
 */
final class CompactJwt {
    /** RFC 7515 §4.1: ways to say which key to believe. Nothing here follows one. */
    static final List<String> KEYS_IT_BRINGS = List.of("jwk", "jku", "x5u", "x5c");
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final List<String> EXTENSIONS = List.of("crit", "b64");

    private final String compact;
    private final Claims header;
    private final Claims claims;

    private CompactJwt(String compact, Claims header, Claims claims) {
        this.compact = compact;
        this.header = header;
        this.claims = claims;
    }

    /**
     * @param text whatever somebody sent
     * @param longest characters that are read at most
     * @return empty for anything that is not three parts of canonical base64url, the first two of them JSON objects
     */
    static Optional<CompactJwt> read(String text, int longest) {
        if (text.length() > longest || !COMPACT.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", 3);
        Optional<Claims> header = decode(parts[0]).flatMap(Json::object)
                .filter(members -> EXTENSIONS.stream().noneMatch(members::has));
        Optional<Claims> claims = decode(parts[1]).flatMap(Json::object);
        return header.isEmpty() || claims.isEmpty() || decode(parts[2]).isEmpty() ? Optional.empty()
                : Optional.of(new CompactJwt(text, header.get(), claims.get()));
    }

    /** One text for each value: base64url leaves bits of its last character unused. */
    private static Optional<byte[]> decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Optional.of(bytes)
                    .filter(value -> Base64.getUrlEncoder().withoutPadding().encodeToString(value).equals(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Claims header() {
        return header;
    }

    Claims claims() {
        return claims;
    }

    /** @return {@code typ} in small letters, without {@code application/} (RFC 7515 §4.1.9); empty where it has none */
    String type() {
        String type = header.text("typ").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    /** @return whether the key made the signature, with the key's own algorithm and no other */
    boolean isSignedBy(VerificationKey key) {
        String alg = key.alg().text();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, alg));
        signature.setKey(key.publicKey());
        try {
            signature.setCompactSerialization(compact);
            return header.text("alg").filter(alg::equals).isPresent() && signature.verifySignature();
        } catch (JoseException e) {
            return false;
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "CompactJwt[" + type() + "]";
    }
}
