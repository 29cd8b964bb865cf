package dev.signet.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.testing.Browser;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;

/** {@code signet.pages.theme}. */
@SignetTest
class ThemeIT {
    private final StoreUrls urls;

    ThemeIT(StoreUrls urls) {
        this.urls = urls;
    }

    @Test
    void takes_the_place_of_a_template_and_adds_its_style(@TempDir Path theme) throws IOException {
        Path templates = Files.createDirectories(theme.resolve("templates/login"));
        assertThat(Files.writeString(theme.resolve("theme.css"), "h1 { color: teal }")).exists();
        assertThat(Files.writeString(templates.resolve("sign-in-page.html"), """
                {@dev.signet.pages.Visit visit}
                {#include pages/base}
                {#title}Ours{/title}
                <h1>Harbour</h1>
                <form method="post" action="/login"><input name="csrf" value="{visit.csrf}">
                {#for each in fields}<input name="{each.name}" value="{each.value}">{/for}</form>
                {/include}
                """)).exists();
        try (SignetService service = ServiceLaunch.on(urls).with("SIGNET_PAGES_THEME", theme.toString()).start()) {
            Browser browser = new Browser(Http.to(service.baseUri()).fromFresh());
            HttpAnswer page = browser.get("/login");
            assertThat(page.text()).contains("<h1>Harbour</h1>").containsSubsequence("/pages.css?v=", "/theme.css?v=");
            assertThat(browser.get("/theme.css").text()).isEqualTo("h1 { color: teal }");
            assertThat(browser.get("/register").text()).as("the other pages stay").contains("Create an account");
            HttpAnswer again = browser.send(Browser.form(page).with("identifier", "\"><script>").with("password", "x"));
            assertThat(again.text()).as("still escaped").doesNotContain("<script>").contains("&lt;script&gt;");
        }
    }

    @Test
    void refuses_to_start_with_a_folder_that_is_not_there(@TempDir Path folder) {
        try (SignetService service = ServiceLaunch.on(urls)
                .with("SIGNET_PAGES_THEME", folder.resolve("missing").toString()).launch()) {
            assertThat(service.awaitExit(Duration.ofSeconds(60))).isPresent();
            assertThat(service.logs()).contains("signet.pages.theme");
        }
    }
}
