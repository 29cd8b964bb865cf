package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.signet.stores.Sha256;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/** How the pages look: their own style, and what an operator's folder adds to it. Read once, at start. */
@Startup // a folder that is not there is a refusal to start, not a surprise at the first page
@Singleton
class Theme {
    private static final String OWN = "pages.css";
    private static final String ADDED = "theme.css";

    private final String own;
    private final Optional<String> added;

    /** @throws ConfigurationException if the folder is not there: pages in another look would be a surprise */
    Theme(PagesConfig config) {
        Optional<Path> folder = config.theme();
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new ConfigurationException("signet.pages.theme is '" + path + "': it takes a folder.");
        });
        own = own();
        added = folder.map(path -> path.resolve(ADDED)).filter(Files::isRegularFile).map(Theme::read);
    }

    private static String own() {
        try (InputStream css = Theme.class.getResourceAsStream(OWN)) {
            return new String(css.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException("signet.pages.theme: '" + file + "' can't be read as UTF-8.", e);
        }
    }

    String ownStyle() {
        return own;
    }

    Optional<String> addedStyle() {
        return added;
    }

    /** @return the links to the styles, in order; each changes with its content, so that a browser may keep it */
    List<String> styles() {
        List<String> links = new ArrayList<>();
        links.add(link(OWN, own));
        added.ifPresent(css -> links.add(link(ADDED, css)));
        return links;
    }

    private static String link(String name, String css) {
        return "/" + name + "?v=" + HexFormat.of().formatHex(Sha256.of(css.getBytes(UTF_8)), 0, 6);
    }
}
