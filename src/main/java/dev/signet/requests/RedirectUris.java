package dev.signet.requests;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import dev.signet.clients.Client;

/** Whether a redirect URI is one of the client's: to the letter (RFC 9700 §2.1), but for a native client's loopback port. */
final class RedirectUris {
    /** RFC 8252 §7.3 and §8.3: literals; {@code localhost} is matched to the letter. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private RedirectUris() {
    }

    static boolean isRegistered(String uri, Client client) {
        return client.redirectUris().contains(uri)
                || client.isNative() && client.redirectUris().stream().anyMatch(known -> differByPortOnly(uri, known));
    }

    private static boolean differByPortOnly(String uri, String known) {
        Optional<String> portless = withoutPort(uri);
        return portless.isPresent() && portless.equals(withoutPort(known));
    }

    /** @return empty unless it is a plain http URI of a loopback address */
    private static Optional<String> withoutPort(String text) {
        try {
            URI uri = new URI(text);
            boolean loopback = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost())
                    && uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getPort() <= 65_535;
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String prefix = "http://" + uri.getHost() + port;
            return loopback && text.startsWith(prefix)
                    ? Optional.of("http://" + uri.getHost() + text.substring(prefix.length()))
                    : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }
}
