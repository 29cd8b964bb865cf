package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where Vault is and what it is asked with, judged.
 *
 * @param base without a slash at its end
 * @param token the token itself, unless it is in a file
 * @param namespace Vault Enterprise's
 * @param mount of the transit engine
 * @param key its name there
 * @param patience how long a call waits for a Vault that is away
 */
record VaultSettings(String base, Optional<String> token, Optional<String> tokenFile, Optional<String> namespace, String mount,
        String key, Duration patience) {
    static final String URL = "signet.keys.vault.url";
    private static final String TOKEN = "signet.keys.vault.token";
    private static final String TOKEN_FILE = "signet.keys.vault.token-file";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?");
    private static final Pattern PATH = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    /**
     * @return empty without a URL
     * @throws IllegalArgumentException with a sentence that names the setting and quotes no secret
     */
    static Optional<VaultSettings> of(KeyEncryptionConfig.VaultConfig config) {
        if (config.url().isEmpty()) {
            refuseIf(config.key().isPresent() || config.token().isPresent() || config.tokenFile().isPresent(),
                    URL + " is not set, and other settings of Vault are.");
            return Optional.empty();
        }
        refuseIf(config.token().isPresent() == config.tokenFile().isPresent(),
                "Vault takes " + TOKEN + " or " + TOKEN_FILE + ", and one of them alone.");
        VaultSettings settings = new VaultSettings(base(config.url().get().strip()), config.token().map(t -> visible(TOKEN, t)),
                config.tokenFile().map(String::strip), config.namespace().map(n -> visible("signet.keys.vault.namespace", n)),
                path("signet.keys.vault.transit-mount", config.transitMount(), PATH),
                path("signet.keys.vault.key", config.key().orElse(""), SEGMENT), config.startTimeout());
        String unused = settings.currentToken();
        return Optional.of(settings);
    }

    /** What is wrapped is in the call: it crosses no network in clear. */
    private static String base(String url) {
        try {
            URI uri = new URI(url);
            boolean safe = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            refuseIf(!safe || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null
                    || !Set.of("", "/").contains(uri.getPath()),
                    URL + " takes https://host:port, or http on a loopback host; without a path.");
            return uri.getScheme() + "://" + uri.getAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(URL + " is no URL.");
        }
    }

    private static String path(String setting, String value, Pattern pattern) {
        refuseIf(!pattern.matcher(value.strip()).matches(),
                setting + " takes a name of letters, digits, dots, dashes and underscores.");
        return value.strip();
    }

    private static String visible(String setting, String value) {
        refuseIf(!VISIBLE.matcher(value.strip()).matches(), setting + " holds characters that no header carries.");
        return value.strip();
    }

    /** @return the token as it is now: an agent renews the file */
    String currentToken() {
        return token.orElseGet(() -> visible(TOKEN_FILE, read(tokenFile.orElseThrow())));
    }

    private static String read(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(TOKEN_FILE + " leads to a file that cannot be read: " + file);
        }
    }

    private static void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return base + "/v1/" + mount + " " + key;
    }
}
