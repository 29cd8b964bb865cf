package dev.signet.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

/**
 * Reads {@code signet.clients.workload.*}. The clusters are listed by name, so that each setting of a cluster has a name that
 * is known: a misspelt one is not taken for another cluster.
 */
final class ClusterSettings {
    static final String PREFIX = "signet.clients.workload.";
    private static final String CLUSTERS = PREFIX + "clusters";
    private static final String HTTPS = "it takes an https URL without query or fragment; http is for a loopback host only";

    private final Config config;
    private final List<String> faults = new ArrayList<>();
    private final List<Cluster> clusters = new ArrayList<>();

    private ClusterSettings(Config config) {
        this.config = config;
    }

    /**
     * @return the clusters that the settings name
     * @throws IllegalArgumentException with a sentence for each thing that is wrong
     */
    static List<Cluster> read(Config config) {
        ClusterSettings settings = new ClusterSettings(config);
        Stream.of(settings.value(CLUSTERS).orElse("").split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .forEach(settings::cluster);
        if (!settings.faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", settings.faults));
        }
        return List.copyOf(settings.clusters);
    }

    private void cluster(String name) {
        if (!WorkloadPattern.isClusterName(name) || clusters.stream().anyMatch(held -> held.name().equals(name))) {
            faults.add(CLUSTERS + " is wrong: each name is of 1 to 63 lower-case letters, digits and hyphens, and there once.");
            return;
        }
        String here = value("signet.issuer").orElse("");
        Optional<String> issuer = value(name, "issuer", ClusterSettings::isUrl, HTTPS);
        if (issuer.isEmpty()) {
            fault(name, "issuer", "it is the `iss` of the cluster's service account tokens, an https URL");
            return;
        }
        if (issuer.get().equals(here) || clusters.stream().anyMatch(held -> held.issuer().equals(issuer.get()))) {
            fault(name, "issuer", "another issuer is called so, and their tokens could not be told apart");
        }
        clusters.add(new Cluster(name, issuer.get(), value(name, "jwks-uri", ClusterSettings::isUrl, HTTPS),
                value(PREFIX + name + ".audience").orElse(here), file(name, "ca-file"), file(name, "token-file")));
    }

    private static boolean isUrl(String text) {
        return UriRules.isWeb(text) && !text.contains("?");
    }

    private Optional<Path> file(String cluster, String setting) {
        return value(cluster, setting, path -> Files.isReadable(Path.of(path)), "there is no such file that can be read")
                .map(Path::of);
    }

    private Optional<String> value(String cluster, String setting, Predicate<String> good, String rule) {
        Optional<String> value = value(PREFIX + cluster + "." + setting);
        value.filter(good.negate()).ifPresent(wrong -> fault(cluster, setting, rule));
        return value;
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void fault(String cluster, String setting, String why) {
        faults.add(PREFIX + cluster + "." + setting + " is missing or wrong: " + why + ".");
    }
}
