package dev.signet.grants;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.AssertionAudiences;
import dev.signet.clients.Client;
import dev.signet.clients.ClientAuthentication;
import dev.signet.clients.ClientProof;
import dev.signet.errors.OAuthException;
import dev.signet.http.ClientAddresses;
import dev.signet.http.ClientCertificates;
import dev.signet.limits.ClientFailureLimit;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Lets a client prove itself, as often as the limit on its failures allows. */
@ApplicationScoped
class ProvenClients {
    private static final String TOKEN_ENDPOINT = "/oauth2/token";

    private final ClientAuthentication authentication;
    private final ClientFailureLimit limit;
    private final ClientAddresses addresses;
    private final ClientCertificates certificates;
    private final Issuer issuer;

    ProvenClients(ClientAuthentication authentication, ClientFailureLimit limit, ClientAddresses addresses,
            ClientCertificates certificates, Issuer issuer) {
        this.authentication = authentication;
        this.limit = limit;
        this.addresses = addresses;
        this.certificates = certificates;
        this.issuer = issuer;
    }

    /**
     * @param refusal of a proof that is no good
     * @return the client; fails with the refusal, or 429 once too many of its proofs from there were wrong
     */
    Uni<Client> prove(ClientProof proof, RoutingContext call, Supplier<OAuthException> refusal) {
        return limit
                .within(addresses.current(call), proof.clientId(),
                        () -> authentication.prove(proof, certificates.current(call), audiences(call)))
                .map(proven -> proven.orElseThrow(refusal));
    }

    /** The names by which an assertion may mean this service (RFC 7523 §3 item 3, OpenID Connect Core 1.0 §9). */
    private AssertionAudiences audiences(RoutingContext call) {
        Set<String> endpoints = new HashSet<>(Set.of(issuer.resolve(TOKEN_ENDPOINT)));
        endpoints.add(issuer.resolve(call.normalizedPath()));
        return new AssertionAudiences(issuer.url(), endpoints);
    }
}
