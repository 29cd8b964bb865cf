package dev.signet.clients;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kubernetes cluster whose pods may be clients, as the settings {@code signet.clients.workload.<name>.*} say.
 *
 * @param name by which clients refer to it
 * @param issuer the {@code iss} of its service account tokens, to the letter
 * @param jwksUri where its keys are; none: where its discovery document says
 * @param audience what the {@code aud} of a token must be
 * @param caFile PEM certificates that its server is trusted by; none: those of the JVM
 * @param tokenFile a Bearer token that its keys are read with; none: whoever asks may read them
 */
record Cluster(String name, String issuer, Optional<String> jwksUri, String audience, Optional<Path> caFile,
        Optional<Path> tokenFile) {

    /** @return where its discovery document is (OpenID Connect Discovery 1.0 §4): no second slash after one at the end */
    String discovery() {
        return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + "/.well-known/openid-configuration";
    }
}
