package dev.signet.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of an OAuth request in {@code application/x-www-form-urlencoded} (RFC 6749 appendix B), each at most
 * once (§3.2). Unknown ones are kept and ignored by whoever reads the known ones.
 */
public final class FormParameters {
    private static final int MOST = 64;

    private final Map<String, String> values;

    private FormParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * @param body the raw bytes, or a query's
     * @return the parameters, or why they can't be read
     */
    public static FormReading parse(byte[] body) {
        Map<String, String> values = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            Optional<String> fault = pair.isEmpty() ? Optional.empty() : add(pair, values);
            if (fault.isPresent()) {
                return new FormReading.Malformed(fault.get());
            }
        }
        return new FormReading.Read(new FormParameters(values));
    }

    /** @return what is wrong with the pair */
    private static Optional<String> add(String pair, Map<String, String> values) {
        int equals = pair.indexOf('=');
        Optional<String> name = UrlDecoding.form(equals < 0 ? pair : pair.substring(0, equals));
        Optional<String> value = UrlDecoding.form(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.filter(n -> !n.isEmpty()).isEmpty() || value.isEmpty()) {
            return Optional.of("a parameter is not percent-encoded UTF-8");
        }
        if (values.put(name.get(), value.get()) != null) {
            return Optional.of("a parameter is repeated");
        }
        return values.size() > MOST ? Optional.of("there are too many parameters") : Optional.empty();
    }

    /** @return the value; a parameter without one counts as absent (RFC 6749 §3.1) */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Names only: a value may be a secret. */
    @Override
    public String toString() {
        return "FormParameters" + values.keySet();
    }
}
