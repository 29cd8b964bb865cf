package dev.signet.clients;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/**
 * How a client proves who it is at an endpoint (RFC 6749 §2.3): in the way that it is registered with and in no
 * other. One answer for unknown, disabled and wrong.
 */
@ApplicationScoped
public class ClientAuthentication {
    static final String BASIC = "client_secret_basic";

    private final Clients clients;
    private final ClientAssertions assertions;
    private final ClientCertificateCheck certificates;
    private final Clock clock;

    ClientAuthentication(Clients clients, ClientAssertions assertions, ClientCertificateCheck certificates,
            Clock clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * @param proof the one way in which the client authenticated
     * @param certificate of its TLS connection, which counts where it is registered to authenticate by that
     * @param audiences the names by which an assertion may mean this service
     * @return the client, if it is who it says
     */
    public Uni<Optional<Client>> prove(ClientProof proof, Optional<X509Certificate> certificate, AssertionAudiences audiences) {
        return clients.find(proof.clientId())
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(found)
                        : proves(found.get(), proof, certificate, audiences).map(proven -> found.filter(client -> proven)));
    }

    private Uni<Boolean> proves(Client client, ClientProof proof, Optional<X509Certificate> certificate,
            AssertionAudiences audiences) {
        return proof.fold(
                secret -> Uni.createFrom().item(isSecret(client, secret.secret())),
                assertion -> assertions.prove(assertion.jwt(), client, audiences),
                name -> client.confidential() ? byCertificate(client, certificate) : Uni.createFrom().item(true));
    }

    private Uni<Boolean> byCertificate(Client client, Optional<X509Certificate> certificate) {
        return certificate.map(shown -> certificates.prove(shown, client)).orElse(Uni.createFrom().item(false));
    }

    private boolean isSecret(Client client, String secret) {
        return client.hasSecret(secret, clock.instant());
    }

    /**
     * @param clientId as sent
     * @param secret as sent
     * @return the confidential client whose secret it is
     */
    public Uni<Optional<Client>> confidential(String clientId, String secret) {
        return clients.find(clientId).map(found -> found.filter(client -> isSecret(client, secret)));
    }
}
