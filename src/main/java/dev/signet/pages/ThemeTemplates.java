package dev.signet.pages;

import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;

/** Puts a theme's template in the place of the page's own of the same name. */
@Singleton
class ThemeTemplates implements TemplateLocator {
    private static final String SUFFIX = ".html";

    private final Optional<Path> folder;

    ThemeTemplates(PagesConfig config) {
        folder = config.theme().map(theme -> theme.resolve("templates").toAbsolutePath().normalize());
    }

    /** Before the templates that the service brings. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Optional<TemplateLocation> locate(String id) {
        return folder.map(at -> at.resolve(id.endsWith(SUFFIX) ? id : id + SUFFIX).normalize())
                .filter(file -> file.startsWith(folder.get()) && Files.isRegularFile(file))
                .map(Theme::read).map(Themed::new);
    }

    /** Of type HTML, or what people typed would not be escaped in it. */
    private record Themed(String content) implements TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(content);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
        }
    }
}
