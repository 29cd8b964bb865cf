package dev.signet.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody keeps the keys as long as a new one is published before it signs (RFC 9111 §5.2, RFC 5861). */
class PublicCacheTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT2H  | public, max-age=300, stale-while-revalidate=300, stale-if-error=3600
            PT10S | public, max-age=1, stale-while-revalidate=1, stale-if-error=5
            PT1S  | public, max-age=0, stale-while-revalidate=0, stale-if-error=0
            """)
    void follows_the_time_that_keys_are_published_ahead(Duration publishAhead, String header) {
        assertThat(new PublicCache(publishAhead).header()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 5, 8, 60, 3_600, 4_200, 7_200, 86_400 })
    void ends_before_a_new_key_signs_even_when_all_its_parts_are_used_up(long seconds) {
        long longest = Pattern.compile("\\d+").matcher(new PublicCache(Duration.ofSeconds(seconds)).header()).results()
                .mapToLong(number -> Long.parseLong(number.group())).sum();

        assertThat(longest).isLessThan(seconds);
    }
}
