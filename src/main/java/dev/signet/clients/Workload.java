package dev.signet.clients;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a pod runs as: a service account of a cluster.
 *
 * @param cluster its name in the settings
 * @param namespace an RFC 1123 label
 * @param serviceAccount its name, an RFC 1123 subdomain
 */
record Workload(String cluster, String namespace, String serviceAccount) {
    private static final String LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
    /** What Kubernetes makes, and nothing that only looks like it: ASCII, lower case, no empty part. */
    private static final Pattern SUB = Pattern
            .compile("system:serviceaccount:(" + LABEL + "):(" + LABEL + "(?:\\." + LABEL + "){0,126})");
    private static final int LONGEST_NAME = 253;

    /** @param sub of a token of the cluster; empty unless it is a service account's */
    static Optional<Workload> of(String cluster, String sub) {
        Matcher matcher = SUB.matcher(sub);
        return matcher.matches() && matcher.group(2).length() <= LONGEST_NAME
                ? Optional.of(new Workload(cluster, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** As a client registers it. */
    @Override
    public String toString() {
        return cluster + ":system:serviceaccount:" + namespace + ":" + serviceAccount;
    }
}
