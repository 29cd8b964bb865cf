package dev.signet.grants;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.CertificateThumbprint;
import dev.signet.clients.Client;
import dev.signet.clients.DpopCall;
import dev.signet.clients.DpopJudgement;
import dev.signet.clients.DpopProofs;
import dev.signet.errors.OAuthError;
import dev.signet.http.ClientCertificates;
import dev.signet.tokens.Confirmation;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The key that a client shows beside its request, for tokens to be bound to: RFC 9449 §5, RFC 8705 §3. */
@ApplicationScoped
class ShownKeys {
    private static final String NONCE = "DPoP-Nonce";
    private static final int BAD_REQUEST = 400;

    private final DpopProofs proofs;
    private final ClientCertificates certificates;
    private final Issuer issuer;

    ShownKeys(DpopProofs proofs, ClientCertificates certificates, Issuer issuer) {
        this.proofs = proofs;
        this.certificates = certificates;
        this.issuer = issuer;
    }

    /** @return what to bind to; fails with {@code invalid_dpop_proof} or {@code use_dpop_nonce} */
    Uni<Confirmation> of(Client client, RoutingContext call) {
        List<String> headers = call.request().headers().getAll("DPoP");
        if (!headers.isEmpty() || client.dpopBoundAccessTokens()) {
            call.response().putHeader(NONCE, proofs.nonce());
        }
        String url = issuer.resolve(call.normalizedPath());
        return proofs.judge(new DpopCall(headers, call.request().method().name(), url, Optional.empty()))
                .map(ShownKeys::jkt)
                .map(jkt -> new Confirmation(jkt, certificate(client, call)));
    }

    private static Optional<String> jkt(DpopJudgement judgement) {
        return judgement.fold(Optional::empty, Optional::of,
                () -> {
                    throw OAuthError.useDpopNonce(BAD_REQUEST).asException();
                },
                why -> {
                    throw OAuthError.invalidDpopProof(BAD_REQUEST, why).asException();
                });
    }

    /** Only a client that asked for it has its tokens bound so (RFC 8705 §3.4): its resource servers must see certificates. */
    private Optional<String> certificate(Client client, RoutingContext call) {
        return client.tlsClientCertificateBoundAccessTokens()
                ? certificates.current(call).map(CertificateThumbprint::of)
                : Optional.empty();
    }

    /** RFC 9449 §5.2, RFC 8705 §3.4: such a client never gets a token that anybody could use. */
    static void require(ClientRequest request) {
        Confirmation shown = request.confirmation();
        if (request.client().dpopBoundAccessTokens() && shown.jkt().isEmpty()) {
            throw OAuthError.invalidDpopProof(BAD_REQUEST, "The client must send a DPoP proof.").asException();
        }
        if (request.client().tlsClientCertificateBoundAccessTokens() && shown.certificate().isEmpty()) {
            throw OAuthError.invalidRequest("The client must show its certificate.").asException();
        }
    }
}
