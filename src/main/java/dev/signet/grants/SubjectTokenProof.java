package dev.signet.grants;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import dev.signet.clients.ClientProof;
import dev.signet.errors.OAuthError;
import dev.signet.errors.OAuthException;
import dev.signet.http.FormParameters;

/**
 * A pod may bring its service account token as the {@code subject_token} of a token exchange (RFC 8693 §2.1). It is then the
 * one proof of the client, as RFC 8693 §2 lets the token's own validation be.
 */
final class SubjectTokenProof {
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    private SubjectTokenProof() {
    }

    /**
     * @param issuer of this service: its own tokens prove no client
     * @return the proof; empty where the request is no such exchange or brings another proof
     */
    static Optional<ClientProof> read(FormParameters form, HttpHeaders headers, String issuer) {
        Optional<String> token = form.get("subject_token");
        boolean exchange = form.get("grant_type").filter(TokenExchangeGrant.TYPE::equals).isPresent()
                && form.get("subject_token_type").filter(JWT::equals).isPresent();
        if (!exchange || token.isEmpty() || isProvenOtherwise(form, headers)) {
            return Optional.empty();
        }
        ClientProof.Workload proof = ClientProof.workload(token.get(), form.get("client_id"))
                .orElseThrow(SubjectTokenProof::notProven);
        return proof.isBy(issuer) ? Optional.empty() : Optional.of(proof);
    }

    private static boolean isProvenOtherwise(FormParameters form, HttpHeaders headers) {
        List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && !authorization.isEmpty()
                || Stream.of("client_secret", "client_assertion", "client_assertion_type").map(form::get)
                        .anyMatch(Optional::isPresent);
    }

    /** RFC 8693 §2.2.2: a subject token that is no good is {@code invalid_request}. */
    static OAuthException notProven() {
        return OAuthError.invalidRequest("The subject_token is not that of a workload which is this client.").asException();
    }
}
