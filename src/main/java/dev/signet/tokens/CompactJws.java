package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * A JWS in its compact serialisation (RFC 7515 §7.1), taken apart and not yet judged. Each has one text only: base64url leaves
 * bits of a signature's last character unused, which are zero here.
 *
 * @param header the first part as it was sent
 * @param signingInput what the signature is over
 */
record CompactJws(String header, String payload, byte[] signature, byte[] signingInput) {
    private static final int LONGEST = 8192;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** @return its parts; empty for what is no such text, or longer than any of ours */
    static Optional<CompactJws> read(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > LONGEST || first < 0 || second < 0) {
            return Optional.empty();
        }
        String header = text.substring(0, first);
        String payload = text.substring(first + 1, second);
        String signature = text.substring(second + 1);
        if (!isBase64Url(header) || !isBase64Url(payload) || !isBase64Url(signature)) {
            return Optional.empty();
        }
        return bytes(signature).filter(bytes -> ENCODER.encodeToString(bytes).equals(signature))
                .map(bytes -> new CompactJws(header, payload, bytes, text.substring(0, second).getBytes(US_ASCII)));
    }

    /** @return the text that a part encodes; empty for a length that base64url does not have */
    static Optional<String> decode(String part) {
        return bytes(part).map(bytes -> new String(bytes, UTF_8));
    }

    private static Optional<byte[]> bytes(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isBase64Url(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return !part.isEmpty();
    }
}
