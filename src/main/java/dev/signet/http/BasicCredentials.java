package dev.signet.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A client's credentials in {@code Authorization: Basic}: RFC 7617, each half form-encoded (RFC 6749 §2.3.1).
 *
 * @param id the {@code client_id}, never empty
 * @param secret may be empty
 */
public record BasicCredentials(String id, String secret) {
    private static final String SCHEME = "basic";

    /**
     * @param authorization every {@code Authorization} header of the request
     * @return absent if the scheme is another one: it is then someone else's to judge
     */
    public static BasicReading read(List<String> authorization) {
        for (String header : authorization) {
            if (isBasic(header)) {
                return authorization.size() > 1 ? new BasicReading.Malformed() : reading(header.substring(SCHEME.length()));
            }
        }
        return new BasicReading.Absent();
    }

    private static boolean isBasic(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    private static BasicReading reading(String base64) {
        return decode(base64.stripLeading()).<BasicReading> map(BasicReading.Present::new)
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
