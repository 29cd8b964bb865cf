package dev.signet.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Forwarded: for=192.0.2.43;proto=https, for="[2001:db8::17]:4711"} (RFC 7239 §4). */
final class Forwarded {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** Few escapes: the JDK's matcher recurses on each. */
    private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,16}+\"";
    /** A pair and what ends it: ; the next pair, a comma the next element, or the end. */
    private static final Pattern PAIR = Pattern
            .compile("\\G\\s*+(?<name>" + TOKEN + ")=(?<value>" + TOKEN + "|" + QUOTED + ")\\s*+(?<end>[;,](?=\\s*+\\S)|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private Forwarded() {
    }

    /** @return the {@code for} of each element; empty if the value is malformed or an element has none, or two */
    static Optional<List<String>> hops(String value) {
        List<String> hops = new ArrayList<>();
        List<String> element = new ArrayList<>();
        Matcher pair = PAIR.matcher(value);
        int end = 0;
        while (end < value.length() && pair.find()) {
            end = pair.end();
            if (pair.group("name").equalsIgnoreCase("for")) {
                element.add(unquoted(pair.group("value")));
            }
            if (!pair.group("end").equals(";")) {
                if (element.size() != 1) {
                    return Optional.empty();
                }
                hops.addAll(element);
                element.clear();
            }
        }
        return end == value.length() ? Optional.of(hops) : Optional.empty();
    }

    private static String unquoted(String value) {
        return value.startsWith("\"") ? ESCAPE.matcher(value.substring(1, value.length() - 1)).replaceAll("$1") : value;
    }
}
