package dev.signet.verifier;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The normal form of an {@code htu} (RFC 9449 §4.3 item 9): RFC 3986 §6.2.2 and §6.2.3, without query and fragment. */
final class HttpUri {
    private static final int LONGEST = 2_048;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private HttpUri() {
    }

    /** @return empty for what is no absolute http(s) URL */
    static Optional<String> normal(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text).normalize();
            return uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null ? Optional.empty()
                    : normal(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> normal(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.empty();
        }
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? "/" : ESCAPE.matcher(uri.getRawPath()).replaceAll(HttpUri::escape);
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    /** RFC 3986 §2.3: an escaped unreserved character is that character. */
    private static String escape(MatchResult escaped) {
        char character = (char) HexFormat.fromHexDigits(escaped.group(), 1, 3);
        return UNRESERVED.matcher(String.valueOf(character)).matches() ? String.valueOf(character)
                : escaped.group().toUpperCase(Locale.ROOT);
    }
}
