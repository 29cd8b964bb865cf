package dev.signet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.signet.local.ServiceLaunch;

/**
 * The clusters that the shared service knows.
 *
 * @param prod is found by its discovery document; its tokens are for the issuer of the service
 * @param edge has its keys where the settings say, for who shows a token; its tokens are for {@link #EDGE_AUDIENCE}
 */
public record Clusters(ClusterIssuer prod, ClusterIssuer edge) implements AutoCloseable {
    public static final String EDGE_AUDIENCE = "signet.at-the-edge.example";
    private static final String SETTING = "SIGNET_CLIENTS_WORKLOAD_";

    static Clusters start() {
        return new Clusters(ClusterIssuer.start(false), ClusterIssuer.start(true));
    }

    /** Tells the service of them. */
    ServiceLaunch knownTo(ServiceLaunch launch) {
        return launch.with(SETTING + "CLUSTERS", "prod, eu-edge")
                .with(SETTING + "PROD_ISSUER", prod.issuer())
                .with(SETTING + "EU_EDGE_ISSUER", edge.issuer())
                .with(SETTING + "EU_EDGE_JWKS_URI", edge.jwksUri())
                .with(SETTING + "EU_EDGE_AUDIENCE", EDGE_AUDIENCE)
                .with(SETTING + "EU_EDGE_TOKEN_FILE", bearerFile().toString());
    }

    private static Path bearerFile() {
        try {
            Path file = Files.createTempFile("bearer", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, ClusterIssuer.BEARER + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        prod.close();
        edge.close();
    }
}
