package dev.signet.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;

/** {@code GET /pages.css} and {@code /theme.css}. */
@SignetTest
class StyleIT {
    private final Http http;

    StyleIT(Http http) {
        this.http = http;
    }

    @Test
    void serves_the_pages_own_style() {
        HttpAnswer answer = http.get("/pages.css");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/css");
        assertThat(answer.text()).contains("prefers-color-scheme: dark").doesNotContain("http:", "https:", "@import");
    }

    @Test
    void has_no_theme_where_none_is_set() {
        assertThat(http.get("/theme.css").status()).isEqualTo(404);
    }
}
