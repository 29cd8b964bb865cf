package dev.signet.grants;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.HttpHeaders;

import dev.signet.clients.ClientProof;
import dev.signet.errors.OAuthError;
import dev.signet.errors.OAuthException;
import dev.signet.http.BasicCredentials;
import dev.signet.http.BasicReading;
import dev.signet.http.FormParameters;

/**
 * Finds the one way in which a client authenticates (RFC 6749 §2.3: it MUST NOT use more than one). A certificate counts
 * where there is no other: it also comes along to bind tokens to it.
 */
final class ClientProofs {
    private static final String CLIENT_ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final String ASSERTION = "client_assertion";
    private static final String ASSERTION_TYPE = "client_assertion_type";
    /** RFC 7523 §2.2. */
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ClientProofs() {
    }

    /** @return the proof; fails with {@code invalid_request} or {@code invalid_client} when there is not exactly one */
    static ClientProof read(FormParameters form, HttpHeaders headers) {
        BasicReading basic = BasicCredentials
                .read(Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION)).orElse(List.of()));
        boolean secret = form.get(SECRET).isPresent();
        boolean assertion = form.get(ASSERTION).isPresent() || form.get(ASSERTION_TYPE).isPresent();
        boolean header = !(basic instanceof BasicReading.Absent);
        if (header && secret || header && assertion || secret && assertion) {
            throw OAuthError.invalidRequest("The client authenticated in two ways.").asException();
        }
        return assertion ? assertion(form)
                : basic.fold(
                        credentials -> byHeader(credentials, form),
                        () -> byBody(form),
                        () -> {
                            throw notProven();
                        });
    }

    static OAuthException notProven() {
        return OAuthError.invalidClient("The client did not prove who it is.").asException();
    }

    private static ClientProof byHeader(BasicCredentials basic, FormParameters form) {
        return ofSame(new ClientProof.Secret(basic.id(), basic.secret()), form);
    }

    private static ClientProof byBody(FormParameters form) {
        String id = form.get(CLIENT_ID).orElseThrow(ClientProofs::notProven);
        return form.get(SECRET).<ClientProof> map(secret -> new ClientProof.Secret(id, secret))
                .orElseGet(() -> new ClientProof.Name(id));
    }

    /** RFC 7521 §4.2. */
    private static ClientProof assertion(FormParameters form) {
        String type = form.get(ASSERTION_TYPE).orElseThrow(() -> missing(ASSERTION_TYPE));
        String assertion = form.get(ASSERTION).orElseThrow(() -> missing(ASSERTION));
        if (!type.equals(JWT_BEARER)) {
            throw notProven();
        }
        return ofSame(ClientProof.assertion(assertion, form.get(CLIENT_ID)).orElseThrow(ClientProofs::notProven), form);
    }

    /**
     * {@code client_id} is unnecessary beside a header or an assertion, but where it is there it names the same client. Beside
     * a workload's token it is what says which.
     */
    private static ClientProof ofSame(ClientProof proof, FormParameters form) {
        if (form.get(CLIENT_ID).filter(id -> !id.equals(proof.clientId())).isPresent()) {
            throw notProven();
        }
        return proof;
    }

    private static OAuthException missing(String parameter) {
        return OAuthError.invalidRequest("The parameter " + parameter + " is missing.").asException();
    }
}
