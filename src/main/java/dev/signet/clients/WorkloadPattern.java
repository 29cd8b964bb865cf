package dev.signet.clients;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose tokens a client registers as its own: {@code <cluster>:system:serviceaccount:<namespace>:<name>}. One {@code *} in the
 * namespace and one in the name stand for any characters there, never for a colon. Every namespace has a service account
 * {@code default}, which a pod has that nobody gave one: only a pattern that names it, in one namespace, is of it.
 */
record WorkloadPattern(String cluster, String namespace, String serviceAccount) {
    static final String RULE = "<cluster>:system:serviceaccount:<namespace>:<name>, lower case, one * at most in namespace and"
            + " name; `default` in one namespace only";
    private static final String DEFAULT = "default";
    private static final String ANY = "*";
    private static final Pattern CLUSTER = Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("(?=.{1,63}$)[-a-z0-9]*\\*?[-a-z0-9]*");
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[-.a-z0-9]*\\*?[-.a-z0-9]*");
    private static final int PARTS = 5;

    static boolean isClusterName(String text) {
        return CLUSTER.matcher(text).matches();
    }

    /** @return empty for what is no pattern */
    static Optional<WorkloadPattern> read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != PARTS || !isClusterName(parts[0]) || !"system".equals(parts[1])
                || !"serviceaccount".equals(parts[2])
                || !NAMESPACE.matcher(parts[3]).matches() || !NAME.matcher(parts[4]).matches()) {
            return Optional.empty();
        }
        return Optional.of(new WorkloadPattern(parts[0], parts[3], parts[4]))
                .filter(pattern -> !DEFAULT.equals(pattern.serviceAccount) || !pattern.namespace.contains(ANY));
    }

    boolean matches(Workload workload) {
        boolean named = !DEFAULT.equals(workload.serviceAccount()) || DEFAULT.equals(serviceAccount);
        return named && cluster.equals(workload.cluster()) && matches(namespace, workload.namespace())
                && matches(serviceAccount, workload.serviceAccount());
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf(ANY);
        return star < 0 ? pattern.equals(text)
                : text.length() >= pattern.length() - 1 && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }
}
