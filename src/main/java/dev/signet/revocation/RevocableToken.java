package dev.signet.revocation;

import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.revocation.Revocation.Kind;

/**
 * What a token can be revoked by.
 *
 * @param sid empty where no person signed in
 * @param issuedAt {@code iat} in seconds of the epoch
 * @param kid of its header; empty where no key of the ring signed it
 */
public record RevocableToken(String jti, Optional<String> sid, String clientId, long issuedAt, Optional<String> kid) {

    /** @return the names under which it is revoked, whenever it was issued */
    Stream<String> names() {
        return Stream.of(Optional.of(Revocation.key(Kind.JTI, jti)), sid.map(s -> Revocation.key(Kind.SID, s)),
                kid.map(k -> Revocation.key(Kind.KID, k))).flatMap(Optional::stream);
    }
}
