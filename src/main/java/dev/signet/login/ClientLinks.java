package dev.signet.login;

import java.net.URI;
import java.util.Optional;

import dev.signet.clients.Client;

/** What a client says of itself elsewhere (RFC 7591 §2), each null where it says nothing. */
record ClientLinks(String home, String policy, String terms) {

    static ClientLinks of(Client client) {
        return new ClientLinks(web(client.clientUri()), web(client.policyUri()), web(client.tosUri()));
    }

    /** @return the link if it leads to the web: one that runs a script would run it as us */
    private static String web(Optional<String> link) {
        return link.filter(ClientLinks::isWeb).orElse(null);
    }

    private static boolean isWeb(String link) {
        try {
            String scheme = URI.create(link).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
