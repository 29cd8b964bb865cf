package dev.signet.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

/**
 * A page as somebody meets it who knows it by its words only: headings, labels, what buttons say. Takes pictures on the way.
 */
final class Screen {
    private static final Path SHOTS = Path.of("target", "screenshots");

    private final Page page;
    private final String issuer;
    private int shots;

    Screen(Page page, String issuer) {
        this.page = page;
        this.issuer = issuer;
    }

    Page page() {
        return page;
    }

    /** @param address that the service is told the browser has */
    void comesFrom(String address) {
        page.setExtraHTTPHeaders(Map.of("X-Forwarded-For", address));
    }

    void open(String path) {
        assertThat(page.navigate(issuer + path)).isNotNull();
    }

    void fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    void follow(String link) {
        page.getByRole(AriaRole.LINK, named(link)).click();
    }

    /** Waits for the page of that heading and takes its picture. */
    void shows(String title) {
        PlaywrightAssertions.assertThat(page.getByRole(AriaRole.HEADING, named(title).setLevel(1))).isVisible();
        String name = "journey-%02d-%s.png".formatted(++shots, title.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-"));
        assertThat(page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(name)))).isNotEmpty();
    }

    /** Waits until what has the role says the text. */
    void says(AriaRole role, String text) {
        LocatorAssertions.ContainsTextOptions soon = new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
        PlaywrightAssertions.assertThat(page.getByRole(role)).containsText(text, soon);
    }

    void pictures(String alternative) {
        Locator picture = page.getByAltText(alternative);
        PlaywrightAssertions.assertThat(picture).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
