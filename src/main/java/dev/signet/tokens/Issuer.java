package dev.signet.tokens;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The issuer identifier (RFC 8414 §2): what every token names in {@code iss}, and where the service is found. */
@ApplicationScoped
public class Issuer {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String url;

    Issuer(@ConfigProperty(name = "signet.issuer") String url) {
        this.url = parse(url);
    }

    /**
     * @param setting the setting {@code signet.issuer}
     * @return the issuer, to the letter
     * @throws IllegalArgumentException with a sentence that names the setting
     */
    public static String parse(String setting) {
        URI uri = uri(setting.strip());
        if (uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null) {
            throw refusal(setting, "it takes a URL with a host and without query or fragment");
        }
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && loopback(uri.getHost()))) {
            throw refusal(setting, "it takes an https URL; http is for a loopback host only");
        }
        if (setting.strip().endsWith("/")) {
            throw refusal(setting, "it takes a URL without a slash at its end");
        }
        return uri.toString();
    }

    private static URI uri(String setting) {
        try {
            return URI.create(setting);
        } catch (IllegalArgumentException e) {
            throw refusal(setting, "it is not a URL");
        }
    }

    private static boolean loopback(String host) {
        return LOOPBACK.contains(host) || host.startsWith("127.") && literalLoopback(host);
    }

    private static boolean literalLoopback(String host) {
        try {
            return host.matches("[0-9.]+") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static IllegalArgumentException refusal(String setting, String why) {
        return new IllegalArgumentException("signet.issuer is `" + setting + "`: " + why + ".");
    }

    /** @return the issuer identifier, without a slash at its end */
    public String url() {
        return url;
    }

    /**
     * @param asked the resource servers that the client asked for, or its default ones
     * @param scopes granted
     * @return {@code aud}: what was asked for, else the issuer, which is there too when a scope is for its own endpoints
     */
    public List<String> audience(List<String> asked, Set<String> scopes) {
        boolean forUs = asked.isEmpty() || scopes.contains("openid") || scopes.stream().anyMatch(s -> s.startsWith("signet:"));
        Set<String> audience = new LinkedHashSet<>(asked);
        if (forUs) {
            audience.add(url);
        }
        return List.copyOf(audience);
    }

    /** @return an absolute URL of a path of this service */
    public String resolve(String path) {
        return url + path;
    }
}
