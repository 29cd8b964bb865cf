package dev.signet.clients;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

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
    private final WorkloadClients workloads;
    private final Clock clock;

    ClientAuthentication(Clients clients, ClientAssertions assertions, ClientCertificateCheck certificates,
            WorkloadClients workloads, Clock clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.certificates = certificates;
        this.workloads = workloads;
        this.clock = clock;
    }

    /**
     * @param proof the one way in which the client authenticated
     * @param certificate of its TLS connection, which counts where it is registered to authenticate by that
     * @param audiences the names by which an assertion may mean this service
     * @return the client, if it is who it says; fails with {@link dev.signet.errors.UnavailableException} while the issuer that
     *         could tell is away
     */
    public Uni<Optional<Client>> prove(ClientProof proof, Optional<X509Certificate> certificate, AssertionAudiences audiences) {
        return proof.fold(new ClientProof.Cases<>(
                secret -> proven(secret, client -> judged(isSecret(client, secret.secret()))),
                assertion -> proven(assertion, client -> assertions.prove(assertion.jwt(), client, audiences)),
                name -> proven(name, client -> client.confidential() ? byCertificate(client, certificate) : judged(true)),
                workloads::prove));
    }

    private Uni<Optional<Client>> proven(ClientProof proof, Function<Client, Uni<Boolean>> judge) {
        return clients.find(proof.clientId())
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(found)
                        : judge.apply(found.get()).map(good -> found.filter(client -> good)));
    }

    private static Uni<Boolean> judged(boolean whether) {
        return Uni.createFrom().item(whether);
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
