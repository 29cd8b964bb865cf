package dev.signet.clients;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which URIs a client may register. What is matched to the letter later is read to the letter here. */
final class UriRules {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST = 2000;

    private UriRules() {
    }

    /**
     * @param nativeApp whether the client runs on the person's device
     * @return whether codes may be sent there: https, http on a loopback host (RFC 8252 §7.3), or of a native client a
     *         private-use scheme, which has a dot (§7.1); never a fragment (RFC 6749 §3.1.2)
     */
    static boolean isRedirect(String text, boolean nativeApp) {
        return isWeb(text) || nativeApp && parse(text).filter(UriRules::isPrivateUse).isPresent();
    }

    /** @return whether it is an https URL, or http on a loopback host, without a fragment or user */
    static boolean isWeb(String text) {
        return parse(text).filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())))
                .isPresent();
    }

    static boolean isHttps(String text) {
        return isWeb(text) && text.startsWith("https:");
    }

    /** @return the host, in lower case */
    static Optional<String> hostOf(String text) {
        return Optional.ofNullable(text).flatMap(UriRules::parse).map(URI::getHost).map(host -> host.toLowerCase(Locale.ROOT));
    }

    /** A scheme of the reversed domain name that its maker owns: so no {@code javascript:} and no {@code data:}. */
    private static boolean isPrivateUse(URI uri) {
        return uri.getScheme().contains(".") && uri.getRawAuthority() == null;
    }

    /** Absolute, without a fragment, in the characters of RFC 3986 alone. */
    private static Optional<URI> parse(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.isAbsolute() && uri.getRawFragment() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
