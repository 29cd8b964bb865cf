package dev.signet.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "zh-CN,zh;q=0.9,en;q=0.8|CHINESE", "fr,zh-Hans-CN;q=0.5|CHINESE", "en-GB|ENGLISH",
            "en;q=0.3, zh;q=0.7|CHINESE", "zh;q=0, en;q=0.1|ENGLISH" })
    void takes_the_language_that_the_browser_likes_best(String header, Language language) {
        assertThat(Language.accepted(header)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ";;;", "fr", "*", "q=1", "zh;q=much", "<script>" })
    void hears_nothing_in_a_header_that_names_no_language_of_ours(String header) {
        assertThat(Language.accepted(header)).isEmpty();
    }

    @Test
    void takes_the_first_of_the_locales_that_it_speaks() {
        assertThat(Language.first(List.of("fr-CA", "zh-Hans", "en"))).contains(Language.CHINESE);
        assertThat(Language.first(List.of("fr", "-", ""))).isEmpty();
    }
}
