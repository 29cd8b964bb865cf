package dev.signet.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of an OAuth request in {@code application/x-www-form-urlencoded} (RFC 6749 appendix B), each at most
 * once (§3.2), but for the two whose own RFC lets them be many. Unknown ones are kept and ignored by whoever reads the known
 * ones.
 */
public final class FormParameters {
    private static final int MOST = 64;
    /** RFC 8707 §2 and RFC 8693 §2.1. */
    private static final Set<String> REPEATABLE = Set.of("resource", "audience");

    private final Map<String, List<String>> values;

    private FormParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param body the raw bytes, or a query's
     * @return the parameters, or why they can't be read
     */
    public static FormReading parse(byte[] body) {
        Map<String, List<String>> values = new HashMap<>();
        String[] pairs = new String(body, StandardCharsets.ISO_8859_1).split("&");
        if (pairs.length > MOST) {
            return new FormReading.Malformed("there are too many parameters");
        }
        for (String pair : pairs) {
            Optional<String> fault = pair.isEmpty() ? Optional.empty() : add(pair, values);
            if (fault.isPresent()) {
                return new FormReading.Malformed(fault.get());
            }
        }
        return new FormReading.Read(new FormParameters(values));
    }

    /** @return what is wrong with the pair */
    private static Optional<String> add(String pair, Map<String, List<String>> values) {
        int equals = pair.indexOf('=');
        Optional<String> name = UrlDecoding.form(equals < 0 ? pair : pair.substring(0, equals));
        Optional<String> value = UrlDecoding.form(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.filter(n -> !n.isEmpty()).isEmpty() || value.isEmpty()) {
            return Optional.of("a parameter is not percent-encoded UTF-8");
        }
        List<String> all = values.computeIfAbsent(name.get(), first -> new ArrayList<>());
        all.add(value.get());
        return all.size() > 1 && !REPEATABLE.contains(name.get()) ? Optional.of("a parameter is repeated") : Optional.empty();
    }

    /**
     * @return the value, of {@code resource} and {@code audience} the first; a parameter without one counts as absent
     *         (RFC 6749 §3.1)
     */
    public Optional<String> get(String name) {
        for (String value : values.getOrDefault(name, List.of())) {
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * @return every value that is not empty, in the order of the form: more than one of {@code resource} and {@code audience}
     *         only
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** Names only: a value may be a secret. */
    @Override
    public String toString() {
        return "FormParameters" + values.keySet();
    }
}
