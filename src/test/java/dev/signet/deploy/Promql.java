package dev.signet.deploy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a query of Prometheus asks for. Not a parser: it knows as much of the language as the queries here use. */
final class Promql {
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\b(?:\\{([^}]*)\\})?(?!\\s*[({])");
    private static final Pattern MATCHED = Pattern.compile("([a-z_]+)\\s*[=!]~?\\s*\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without");

    private Promql() {
    }

    /**
     * One series asked for.
     *
     * @param labels that are matched, and that the query groups by
     */
    record Asked(String metric, Set<String> labels) {
    }

    static Set<Asked> asked(String query) {
        String grouped = GROUPING.matcher(query).results().map(group -> group.group(1)).collect(Collectors.joining(","));
        Matcher selectors = SELECTOR.matcher(GROUPING.matcher(query).replaceAll(" ").replaceAll("\\[[^]]*\\]", ""));
        Set<Asked> asked = new java.util.LinkedHashSet<>();
        while (selectors.find()) {
            if (!WORDS.contains(selectors.group(1))) {
                asked.add(new Asked(selectors.group(1), labels(selectors.group(2), grouped)));
            }
        }
        return asked;
    }

    private static Set<String> labels(String matchers, String grouped) {
        Set<String> labels = new TreeSet<>();
        if (matchers != null) {
            MATCHED.matcher(matchers).results().forEach(match -> labels.add(match.group(1)));
        }
        Arrays.stream(grouped.split(",")).map(String::strip).filter(label -> !label.isEmpty()).forEach(labels::add);
        return labels;
    }
}
