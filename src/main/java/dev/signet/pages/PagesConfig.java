package dev.signet.pages;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Settings of the hosted pages: {@code signet.pages.*}. */
@ConfigMapping(prefix = "signet.pages")
interface PagesConfig {

    /**
     * A folder that changes how the pages look: each {@code templates/**.html} stands in for the page's own of that name,
     * {@code theme.css} is linked after the page's own style. Read at start. Empty: the pages' own look.
     */
    Optional<Path> theme();
}
