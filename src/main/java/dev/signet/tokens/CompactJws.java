package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    /** @return its parts, not yet decoded but for the signature; empty for what is no such text, or longer than any of ours */
    static Optional<CompactJws> read(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > LONGEST || first < 0 || second < 0) {
            return Optional.empty();
        }
        String signature = text.substring(second + 1);
        return decode(signature).filter(bytes -> ENCODER.encodeToString(bytes).equals(signature))
                .map(bytes -> new CompactJws(text.substring(0, first), text.substring(first + 1, second), bytes,
                        text.substring(0, second).getBytes(US_ASCII)));
    }

    /** @return what a part encodes; empty for what is not base64url, which has no padding here (RFC 7515 §2) */
    static Optional<byte[]> decode(String part) {
        if (part.isEmpty() || part.endsWith("=")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
