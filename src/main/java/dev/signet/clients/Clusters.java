package dev.signet.clients;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

/** The clusters whose pods may be clients. */
@ApplicationScoped
public class Clusters {
    private final List<Cluster> all;

    Clusters(Config config) {
        this.all = ClusterSettings.read(config);
    }

    /** @return a sentence for each setting of clusters that is wrong */
    public static List<String> refusals(Config config) {
        try {
            List<Cluster> unused = ClusterSettings.read(config);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    /** @return the {@code token_endpoint_auth_method} by which pods are clients here; none without a cluster */
    public List<String> authenticationMethods() {
        return all.isEmpty() ? List.of() : List.of(Client.WORKLOAD);
    }

    /** @param iss compared to the letter: a slash more or less is somebody else */
    Optional<Cluster> ofIssuer(String iss) {
        return all.stream().filter(cluster -> cluster.issuer().equals(iss)).findFirst();
    }
}
