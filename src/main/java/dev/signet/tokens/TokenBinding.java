package dev.signet.tokens;

import java.security.MessageDigest;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.CertificateThumbprint;
import dev.signet.clients.DpopCall;
import dev.signet.clients.DpopProofs;
import dev.signet.errors.OAuthError;
import dev.signet.http.ClientCertificates;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Whether who brings a token holds the key that it is bound to: a DPoP key (RFC 9449 §7), a certificate (RFC 8705 §3). */
@ApplicationScoped
public class TokenBinding {
    static final String NONCE = "DPoP-Nonce";
    private static final int UNAUTHORIZED = 401;

    private final DpopProofs proofs;
    private final ClientCertificates certificates;
    private final Issuer issuer;

    TokenBinding(DpopProofs proofs, ClientCertificates certificates, Issuer issuer) {
        this.proofs = proofs;
        this.certificates = certificates;
        this.issuer = issuer;
    }

    /**
     * @param token that came with the call and is good by itself
     * @return the token; fails with {@code invalid_token}, {@code invalid_dpop_proof} or {@code use_dpop_nonce}, all 401
     */
    @CheckReturnValue
    public Uni<AccessToken> judge(AccessToken token, RoutingContext call) {
        Optional<String> jkt = token.confirmation().jkt();
        PresentedToken presented = PresentedToken.of(call).orElseThrow(TokenBinding::refused);
        if (!hasCertificate(token, call)) {
            throw refused();
        }
        if (!presented.dpop()) {
            return jkt.isEmpty() ? Uni.createFrom().item(token)
                    : Uni.createFrom().failure(OAuthError.dpopRequired().asException());
        }
        call.response().putHeader(NONCE, proofs.nonce());
        return proofs.judge(new DpopCall(call.request().headers().getAll("DPoP"), call.request().method().name(),
                issuer.resolve(call.request().path()), Optional.of(presented.value())))
                .map(judgement -> judgement.fold(
                        () -> refuse("A token with the scheme DPoP needs a proof."),
                        key -> hold(token, jkt, key),
                        TokenBinding::askForNonce,
                        TokenBinding::refuse));
    }

    /** A token that is bound to no key gains nothing by a proof, and was not given to be sent with one (RFC 9449 §7.2). */
    private static AccessToken hold(AccessToken token, Optional<String> jkt, String key) {
        if (jkt.filter(bound -> same(bound, key)).isEmpty()) {
            throw new OAuthError("invalid_token", UNAUTHORIZED, "The token is not bound to the key of the proof.")
                    .asException();
        }
        return token;
    }

    private boolean hasCertificate(AccessToken token, RoutingContext call) {
        Optional<String> bound = token.confirmation().certificate();
        return bound.isEmpty() || certificates.current(call).map(CertificateThumbprint::of)
                .filter(shown -> same(bound.get(), shown)).isPresent();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(), other.getBytes());
    }

    private static AccessToken askForNonce() {
        throw OAuthError.useDpopNonce(UNAUTHORIZED).asException();
    }

    private static AccessToken refuse(String why) {
        throw OAuthError.invalidDpopProof(UNAUTHORIZED, why).asException();
    }

    private static AuthenticationFailedException refused() {
        return new AuthenticationFailedException("not by its holder");
    }
}
