package dev.signet.verifier;

import java.util.Optional;

/**
 * Where the status of a token is told (draft-ietf-oauth-status-list §6.1).
 *
 * @param uri REQUIRED: the Status List Token
 * @param idx REQUIRED: the token's entry in it
 */
record StatusReference(String uri, long idx) {

    /** @return empty where the claims have no {@code status_list}; fails where they have one that is not whole */
    static Optional<StatusReference> of(Claims claims) throws Refusal {
        Optional<Claims> status = claims.objectOnly("status");
        Optional<Claims> list = status.isEmpty() ? Optional.empty() : status.get().objectOnly("status_list");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> uri = list.get().text("uri");
        Optional<Long> idx = list.get().count("idx");
        if (uri.isEmpty() || idx.isEmpty()) {
            throw Refusal.token("The status_list of the token lacks idx or uri.");
        }
        return Optional.of(new StatusReference(uri.get(), idx.get()));
    }
}
