package dev.signet.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's credentials in {@code Authorization: Basic}: RFC 7617, each half form-encoded (RFC 6749 §2.3.1).
 *
 * @param id the {@code client_id}, never empty
 * @param secret may be empty
 */
public record BasicCredentials(String id, String secret) {
    private static final Pattern BASIC = Pattern.compile("basic(?: +(?<pair>.*))?", Pattern.CASE_INSENSITIVE);

    /**
     * @param authorization every {@code Authorization} header of the request
     * @return absent if the scheme is another one: it is then someone else's to judge
     */
    public static BasicReading read(List<String> authorization) {
        List<Matcher> basic = authorization.stream().map(BASIC::matcher).filter(Matcher::matches).toList();
        if (basic.isEmpty()) {
            return new BasicReading.Absent();
        }
        return Optional.ofNullable(basic.get(0).group("pair"))
                .filter(pair -> authorization.size() == 1)
                .flatMap(BasicCredentials::decode)
                .<BasicReading> map(BasicReading.Present::new)
                .orElseGet(BasicReading.Malformed::new);
    }

    private static Optional<BasicCredentials> decode(String base64) {
        return bytes(base64).flatMap(BasicCredentials::split);
    }

    /** As ISO 8859-1: each char stays one byte until the halves are decoded. */
    private static Optional<String> bytes(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<BasicCredentials> split(String pair) {
        int colon = pair.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        Optional<String> secret = UrlDecoding.form(pair.substring(colon + 1));
        return UrlDecoding.form(pair.substring(0, colon)).flatMap(id -> secret.map(s -> new BasicCredentials(id, s)));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "BasicCredentials[" + id + "]";
    }
}
