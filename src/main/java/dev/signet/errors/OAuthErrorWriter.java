package dev.signet.errors;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The only writer of OAuth errors (RFC 6749 §5.2). */
final class OAuthErrorWriter {
    static final String MEDIA_TYPE = "application/json";
    /** RFC 6749 §5.2: what {@code error} and {@code error_description} may not hold. So neither needs escaping. */
    private static final Pattern FORBIDDEN = Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");

    private OAuthErrorWriter() {
    }

    static ErrorAnswer write(OAuthError error, Map<String, String> headers) {
        String body = "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(clean(error.error()),
                clean(error.description()));
        return new ErrorAnswer(error.status(), MEDIA_TYPE, headers, body.getBytes(StandardCharsets.US_ASCII));
    }

    private static String clean(String text) {
        return FORBIDDEN.matcher(text).replaceAll("?");
    }
}
