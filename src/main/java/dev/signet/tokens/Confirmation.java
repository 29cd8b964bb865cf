package dev.signet.tokens;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a token is bound to: {@code cnf} (RFC 7800 §3.1).
 *
 * @param jkt the thumbprint of a DPoP key (RFC 9449 §6.1)
 * @param certificate {@code x5t#S256}: the thumbprint of a client certificate (RFC 8705 §3.1)
 */
public record Confirmation(Optional<String> jkt, Optional<String> certificate) {
    /** A bearer token: whoever holds it can use it. */
    public static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

    /** @return whether the token is bound to a key at all */
    public boolean binds() {
        return jkt.isPresent() || certificate.isPresent();
    }

    /** @return {@code Bearer} or {@code DPoP}: the {@code token_type} of a token that is bound so */
    public String tokenType() {
        return jkt.isPresent() ? "DPoP" : "Bearer";
    }

    /** @return the members of {@code cnf} */
    Map<String, Object> asMap() {
        Map<String, Object> members = new LinkedHashMap<>();
        jkt.ifPresent(thumbprint -> members.put("jkt", thumbprint));
        certificate.ifPresent(thumbprint -> members.put("x5t#S256", thumbprint));
        return members;
    }
}
